import io.callvault.desktop.fx.WindowIcon;
import java.io.IOException;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javax.imageio.ImageIO;

/**
 * Writes the app's icon, as {@code WindowIcon} draws it, in the sizes that packages want. Run it by hand after the drawing changed, with
 * the class path of desktop-app: {@code java -Dglass.platform=Headless -Dprism.order=sw -cp … AppIcons.java installers/common/icons}.
 */
final class AppIcons {
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256, 512};

    public static void main(String[] args) {
        Platform.startup(() -> {
            try {
                for (int size : SIZES) {
                    Path file = Path.of(args[0]).resolve("callvault-" + size + ".png");
                    ImageIO.write(SwingFXUtils.fromFXImage(WindowIcon.draw(size), null), "png", file.toFile());
                }
            } catch (IOException e) {
                e.printStackTrace();
            }
            Platform.exit();
        });
    }
}
