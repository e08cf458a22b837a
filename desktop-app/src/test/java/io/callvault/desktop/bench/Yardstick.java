package io.callvault.desktop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The physical limits of this machine at this moment: what a delivery is made of can never be faster than these. */
final class Yardstick {

    private static final int WRITES = 200;
    private static final int TRIPS = 2_000;
    private static final int BLOCK = 4_096;

    private Yardstick() {}

    static List<Figure> measure(Path folder) throws IOException {
        return List.of(
                Figure.of("yardstick: append 4 KiB and fsync", List.of(fsync(folder))),
                Figure.of("yardstick: loopback TCP round trip, 1 byte", List.of(roundTrip())));
    }

    private static long[] fsync(Path folder) throws IOException {
        long[] took = new long[WRITES];
        try (FileChannel file = FileChannel.open(
                folder.resolve("yardstick"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                block.clear();
                while (block.hasRemaining()) {
                    file.write(block);
                }
                file.force(false);
                took[i] = System.nanoTime() - start;
            }
        }
        return took;
    }

    private static long[] roundTrip() throws IOException {
        long[] took = new long[TRIPS];
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket near = new Socket(door.getInetAddress(), door.getLocalPort());
                Socket far = door.accept()) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread echo = Thread.ofPlatform().daemon().start(() -> echo(far));
            InputStream in = near.getInputStream();
            OutputStream out = near.getOutputStream();
            for (int i = 0; i < TRIPS; i++) {
                long start = System.nanoTime();
                out.write(1);
                if (in.read() < 0) {
                    throw new IOException("the echo " + echo.getName() + " ended early");
                }
                took[i] = System.nanoTime() - start;
            }
        }
        return took;
    }

    private static void echo(Socket far) {
        try {
            far.getInputStream().transferTo(far.getOutputStream());
        } catch (IOException e) {
            // The near end was closed: the measurement is over.
        }
    }
}
