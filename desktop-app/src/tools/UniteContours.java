import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unites the overlapping contours of a TrueType font's simple glyphs: JavaFX leaves holes where contours overlap, as they do in the static
 * cuts of variable fonts. Run it by hand after an update: {@code java UniteContours.java in.ttf out.ttf}. Tables by the OpenType
 * specification (glyf, loca, maxp, head).
 */
final class UniteContours {
    private record Point(int x, int y, boolean on) {}

    private static int changed;
    private static int mostPoints;

    public static void main(String[] args) throws IOException {
        ByteBuffer font = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0])));
        Map<String, byte[]> tables = new LinkedHashMap<>();
        for (int i = 0; i < font.getShort(4); i++) {
            int at = 12 + 16 * i;
            byte[] tag = new byte[4];
            font.get(at, tag);
            byte[] table = new byte[font.getInt(at + 12)];
            font.get(font.getInt(at + 8), table);
            tables.put(new String(tag, StandardCharsets.US_ASCII), table);
        }
        ByteBuffer head = ByteBuffer.wrap(tables.get("head"));
        ByteBuffer maxp = ByteBuffer.wrap(tables.get("maxp"));
        ByteBuffer loca = ByteBuffer.wrap(tables.get("loca"));
        boolean wide = head.getShort(50) == 1;
        int glyphs = maxp.getShort(4) & 0xffff;
        var glyf = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (glyphs + 1));
        for (int i = 0; i < glyphs; i++) {
            int from = wide ? loca.getInt(4 * i) : 2 * (loca.getShort(2 * i) & 0xffff);
            int to = wide ? loca.getInt(4 * i + 4) : 2 * (loca.getShort(2 * i + 2) & 0xffff);
            places.putInt(glyf.size());
            byte[] glyph = Arrays.copyOfRange(tables.get("glyf"), from, to);
            glyf.write(glyph.length > 0 && ByteBuffer.wrap(glyph).getShort(0) > 0 ? united(glyph) : glyph);
            glyf.write(new byte[-glyf.size() & 3]);
        }
        places.putInt(glyf.size());
        head.putShort(50, (short) 1);
        maxp.putShort(6, (short) Math.max(maxp.getShort(6), mostPoints));
        tables.put("glyf", glyf.toByteArray());
        tables.put("loca", places.array());
        Files.write(Path.of(args[1]), file(font, tables));
        System.out.println(changed + " of " + glyphs + " glyphs changed");
    }

    private static byte[] united(byte[] bytes) {
        List<List<Point>> before = read(ByteBuffer.wrap(bytes));
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        before.forEach(contour -> draw(contour, path));
        List<List<Point>> after = contours(new Area(path));
        if (after.size() == before.size() || after.isEmpty()) {
            return bytes;
        }
        changed++;
        mostPoints = Math.max(mostPoints, after.stream().mapToInt(List::size).sum());
        return write(after, ByteBuffer.wrap(bytes));
    }

    private static List<List<Point>> read(ByteBuffer glyph) {
        int count = glyph.getShort();
        glyph.position(10);
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[i] = glyph.getShort() & 0xffff;
        }
        int points = ends[count - 1] + 1;
        glyph.position(glyph.getShort() + glyph.position());
        int[] flags = new int[points];
        for (int i = 0; i < points; i++) {
            flags[i] = glyph.get() & 0xff;
            if ((flags[i] & 8) != 0) {
                int repeat = glyph.get() & 0xff;
                Arrays.fill(flags, i + 1, i + 1 + repeat, flags[i]);
                i += repeat;
            }
        }
        int[] x = coordinates(glyph, flags, 2, 16);
        int[] y = coordinates(glyph, flags, 4, 32);
        var contours = new ArrayList<List<Point>>();
        int from = 0;
        for (int end : ends) {
            var contour = new ArrayList<Point>();
            for (int i = from; i <= end; i++) {
                contour.add(new Point(x[i], y[i], (flags[i] & 1) != 0));
            }
            contours.add(contour);
            from = end + 1;
        }
        return contours;
    }

    private static int[] coordinates(ByteBuffer glyph, int[] flags, int small, int same) {
        int[] values = new int[flags.length];
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean bit = (flags[i] & same) != 0;
            if ((flags[i] & small) != 0) {
                int step = glyph.get() & 0xff;
                value += bit ? step : -step;
            } else if (!bit) {
                value += glyph.getShort();
            }
            values[i] = value;
        }
        return values;
    }

    private static void draw(List<Point> contour, Path2D path) {
        int size = contour.size();
        Point a = contour.getFirst();
        Point z = contour.getLast();
        double startX = a.on ? a.x : z.on ? z.x : (a.x + z.x) / 2.0;
        double startY = a.on ? a.y : z.on ? z.y : (a.y + z.y) / 2.0;
        path.moveTo(startX, startY);
        for (int i = a.on ? 1 : 0; i < size; i++) {
            Point p = contour.get(i);
            if (p.on) {
                path.lineTo(p.x, p.y);
            } else if (i + 1 == size) {
                path.quadTo(p.x, p.y, startX, startY);
            } else {
                Point next = contour.get(i + 1);
                path.quadTo(p.x, p.y, next.on ? next.x : (p.x + next.x) / 2.0, next.on ? next.y : (p.y + next.y) / 2.0);
                i += next.on ? 1 : 0;
            }
        }
        path.closePath();
    }

    private static List<List<Point>> contours(Area area) {
        var contours = new ArrayList<List<Point>>();
        List<Point> open = new ArrayList<>();
        double[] c = new double[6];
        for (PathIterator i = area.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> {
                    open = new ArrayList<>();
                    open.add(point(c, 0, true));
                }
                case PathIterator.SEG_LINETO -> open.add(point(c, 0, true));
                case PathIterator.SEG_QUADTO -> {
                    open.add(point(c, 0, false));
                    open.add(point(c, 2, true));
                }
                case PathIterator.SEG_CLOSE -> {
                    if (open.getLast().equals(open.getFirst())) {
                        open.removeLast();
                    }
                    if (open.size() > 2) {
                        contours.add(open);
                    }
                }
                default -> throw new IllegalStateException("A cubic curve in a TrueType glyph");
            }
        }
        return contours;
    }

    private static Point point(double[] c, int at, boolean on) {
        return new Point((int) Math.round(c[at]), (int) Math.round(c[at + 1]), on);
    }

    private static byte[] write(List<List<Point>> contours, ByteBuffer old) {
        List<Point> all = contours.stream().flatMap(List::stream).toList();
        ByteBuffer out = ByteBuffer.allocate(12 + 2 * contours.size() + 5 * all.size());
        out.putShort((short) contours.size());
        for (int i = 2; i < 10; i += 2) {
            out.putShort(old.getShort(i));
        }
        int end = -1;
        for (List<Point> contour : contours) {
            end += contour.size();
            out.putShort((short) end);
        }
        out.putShort((short) 0);
        all.forEach(p -> out.put((byte) (p.on ? 1 : 0)));
        int last = 0;
        for (Point p : all) {
            out.putShort((short) (p.x - last));
            last = p.x;
        }
        last = 0;
        for (Point p : all) {
            out.putShort((short) (p.y - last));
            last = p.y;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] file(ByteBuffer font, Map<String, byte[]> tables) {
        int at = 12 + 16 * tables.size();
        int size = at + tables.values().stream().mapToInt(table -> (table.length + 3) & ~3).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(font.array(), 0, 12);
        for (var table : tables.entrySet()) {
            byte[] padded = Arrays.copyOf(table.getValue(), (table.getValue().length + 3) & ~3);
            int sum = 0;
            for (ByteBuffer words = ByteBuffer.wrap(padded); words.hasRemaining(); ) {
                sum += words.getInt();
            }
            out.put(table.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(sum).putInt(at).putInt(table.getValue().length);
            out.put(at, padded);
            at += padded.length;
        }
        return out.array();
    }
}
