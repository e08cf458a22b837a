package io.callvault.desktop.call.ui.video;

import io.callvault.desktop.fx.UiExecutor;
import io.callvault.rtc.VideoSink;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Shows the pictures it is given as a {@link VideoSink}: turned as they say, whole between black bars or filling the pane. Black until the
 * first one. Pictures come on the decoder's thread and cost nothing while nobody can see the pane; everything else is the FX thread's.
 */
public final class VideoPane extends Region implements VideoSink {
    /** How a picture of another shape is placed. */
    public enum Fit {
        /** All of it, with bars. */
        WHOLE,
        /** No bars; its edges may be cut off. */
        FILL
    }

    private final UiExecutor ui;
    private final PictureSwap swap = new PictureSwap();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ImageView view = new ImageView();
    private final BooleanProperty mirrored = new SimpleBooleanProperty(this, "mirrored");
    private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper(this, "showing");
    private final ObservableValue<Boolean> seen;
    private volatile boolean drawing;
    private @Nullable PixelBuffer<ByteBuffer> pixels;
    private Fit fit;
    private int rotation;
    private long drawn;

    public VideoPane(UiExecutor ui, Fit fit) {
        this.ui = ui;
        this.fit = fit;
        getStyleClass().add("video-pane");
        view.setSmooth(true);
        view.setVisible(false);
        setMinSize(0, 0);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        mirrored.addListener((source, before, now) -> requestLayout());
        seen = sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(VideoPane::canBeSeen)
                .orElse(false);
        seen.addListener((source, before, now) -> lookAgain());
        visibleProperty().addListener((source, before, now) -> lookAgain());
        lookAgain();
        getChildren().add(view);
    }

    /** Takes a picture; the decoder's thread. */
    @Override
    public void show(Picture picture) {
        // Asked for once a frame, however many come.
        if (drawing && swap.fill(picture) && asked.compareAndSet(false, true)) {
            ui.beforeFrame(this::draw);
        }
    }

    /** Whether a picture is there; false again after {@link #blacken()}. */
    public ReadOnlyBooleanProperty showingProperty() {
        return showing.getReadOnlyProperty();
    }

    /** Left and right exchanged, as in a mirror. */
    public BooleanProperty mirroredProperty() {
        return mirrored;
    }

    public void setFit(Fit fit) {
        this.fit = fit;
        requestLayout();
    }

    /** Rounded corners of the picture, in pixels. */
    public void setCorners(double radius) {
        if (getClip() instanceof Rectangle clip) {
            clip.setArcWidth(2 * radius);
            clip.setArcHeight(2 * radius);
        }
    }

    /** Forgets the last picture: black until the next one. */
    public void blacken() {
        swap.take().ifPresent(swap::giveBack);
        view.setVisible(false);
        showing.set(false);
    }

    /** How many pictures were drawn. */
    public long drawn() {
        return drawn;
    }

    /** How many were replaced by a newer one before their frame came. */
    public long replaced() {
        return swap.replaced();
    }

    private void lookAgain() {
        drawing = seen.getValue() && isVisible();
    }

    private void draw() {
        asked.set(false);
        swap.take().ifPresent(filled -> {
            PixelBuffer<ByteBuffer> target = bufferFor(filled);
            target.updateBuffer(buffer -> {
                buffer.getBuffer().clear().put(filled.pixels());
                buffer.getBuffer().clear();
                return null;
            });
            swap.giveBack(filled);
            drawn++;
            if (rotation != filled.rotation()) {
                rotation = filled.rotation();
                requestLayout();
            }
            view.setVisible(true);
            showing.set(true);
        });
    }

    private PixelBuffer<ByteBuffer> bufferFor(PictureSwap.Filled filled) {
        PixelBuffer<ByteBuffer> old = pixels;
        if (old != null && old.getWidth() == filled.width() && old.getHeight() == filled.height()) {
            return old;
        }
        var fresh = new PixelBuffer<>(
                filled.width(),
                filled.height(),
                ByteBuffer.allocateDirect(filled.pixels().capacity()),
                PixelFormat.getByteBgraPreInstance());
        pixels = fresh;
        view.setImage(new WritableImage(fresh));
        requestLayout();
        return fresh;
    }

    @Override
    protected void layoutChildren() {
        PixelBuffer<ByteBuffer> now = pixels;
        if (now == null) {
            return;
        }
        boolean lying = rotation % 180 != 0;
        double across = getWidth() / (lying ? now.getHeight() : now.getWidth());
        double down = getHeight() / (lying ? now.getWidth() : now.getHeight());
        double scale = fit == Fit.WHOLE ? Math.min(across, down) : Math.max(across, down);
        double width = now.getWidth() * scale;
        double height = now.getHeight() * scale;
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.relocate(Math.rint((getWidth() - width) / 2), Math.rint((getHeight() - height) / 2));
        view.setRotate(rotation);
        // The mirror stands upright whichever way the picture lies.
        view.setScaleX(mirrored.get() && !lying ? -1 : 1);
        view.setScaleY(mirrored.get() && lying ? -1 : 1);
    }

    private static ObservableValue<Boolean> canBeSeen(Window window) {
        return window instanceof Stage stage
                ? stage.showingProperty().and(stage.iconifiedProperty().not())
                : window.showingProperty();
    }
}
