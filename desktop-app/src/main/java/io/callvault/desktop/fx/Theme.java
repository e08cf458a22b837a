package io.callvault.desktop.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * Light and dark looks: AtlantaFX's Primer underneath, our rules ({@code callvault.css}) and one palette on top. Follows the system's
 * setting unless the person chose one. One theme serves one window and its pop-ups; two themes live side by side in one process.
 */
public final class Theme {
    /** What the person chose in the settings. */
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static final String RULES = url("callvault.css");
    private static final String CALL_RULES = url("calls.css");
    private static final String LIGHT = url("light.css");
    private static final String DARK = url("dark.css");
    private static final String PRIMER_LIGHT = new PrimerLight().getUserAgentStylesheet();
    private static final String PRIMER_DARK = new PrimerDark().getUserAgentStylesheet();

    static {
        // Once in a process and before the first scene: a font that arrives later is not picked up by text already
        // measured.
        for (String font :
                List.of("Inter_400Regular", "Inter_700Bold", "NotoSansHebrew_400Regular", "NotoSansHebrew_700Bold")) {
            load("fonts/" + font + ".ttf");
        }
    }

    private final ObjectProperty<Choice> choice;
    private final BooleanBinding dark;

    /** @param first what is chosen at the start; later changes go through {@link #choiceProperty()} */
    public Theme(Choice first) {
        choice = new SimpleObjectProperty<>(this, "choice", first);
        var system = Platform.getPreferences().colorSchemeProperty();
        dark = Bindings.createBooleanBinding(
                () -> switch (choice.get()) {
                    case SYSTEM -> system.get() == ColorScheme.DARK;
                    case LIGHT -> false;
                    case DARK -> true;
                },
                choice,
                system);
    }

    /** The choice, for the settings page to bind to. */
    public ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    /** Whether the look is dark now. */
    public BooleanBinding darkBinding() {
        return dark;
    }

    /** Dresses a scene now and again at every change of the look. */
    public void install(Scene scene) {
        dress(scene);
        dark.addListener((source, before, now) -> dress(scene));
    }

    private void dress(Scene scene) {
        scene.setUserAgentStylesheet(dark.get() ? PRIMER_DARK : PRIMER_LIGHT);
        scene.getStylesheets().setAll(RULES, CALL_RULES, dark.get() ? DARK : LIGHT);
    }

    private static String url(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }

    private static void load(String name) {
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(name), name)) {
            Objects.requireNonNull(Font.loadFont(in, 14), () -> "Not a font: " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
