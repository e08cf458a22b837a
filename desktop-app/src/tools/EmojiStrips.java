import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Makes the bundled emoji resources from the unpacked npm package {@code emoji-datasource-google}: one PNG for each column of its
 * 64-pixel sheet (a whole sheet would be 67 MB once decoded, a column is 1 MB and smileys stand in two of them) and a table
 * {@code code-points TAB column TAB row}. Run it by hand after an update:
 * {@code java EmojiStrips.java <package folder> <resource folder>}.
 */
final class EmojiStrips {
    /** 64 pixels and a border of one pixel on each side. */
    private static final int CELL = 66;

    private static final Pattern ENTRY = Pattern.compile(
            "\"unified\":\"([0-9A-F-]+)\",\"non_qualified\":[^{}]*?\"sheet_x\":(\\d+),\"sheet_y\":(\\d+)[^{}]*?\"has_img_google\":(true|false)");

    public static void main(String[] args) throws IOException {
        Path in = Path.of(args[0]);
        Path out = Path.of(args[1]);
        BufferedImage sheet = ImageIO.read(in.resolve("img/google/sheets-256/64.png").toFile());
        for (int column = 0; column < sheet.getWidth() / CELL; column++) {
            BufferedImage strip = sheet.getSubimage(column * CELL + 1, 0, CELL - 2, sheet.getHeight());
            ImageIO.write(strip, "png", out.resolve(String.format(Locale.ROOT, "strip-%02d.png", column)).toFile());
        }
        var table = new TreeMap<String, String>();
        String json = Files.readString(in.resolve("emoji.json"), StandardCharsets.UTF_8).replaceAll("\\s*\\n\\s*", "");
        var entry = ENTRY.matcher(json);
        while (entry.find()) {
            if (entry.group(4).equals("true")) {
                String key = entry.group(1).replace("-FE0F", "").toLowerCase(Locale.ROOT);
                String before = table.put(key, key + "\t" + entry.group(2) + "\t" + entry.group(3));
                if (before != null) {
                    throw new IllegalStateException("two images for " + key);
                }
            }
        }
        Files.writeString(out.resolve("index.tsv"), String.join("\n", table.values()) + "\n", StandardCharsets.UTF_8);
        System.out.println(table.size() + " emoji");
    }
}
