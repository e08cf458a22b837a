package io.callvault.desktop.calltest.run;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.TestListener;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.child.ChildCommand;
import io.callvault.desktop.calltest.child.MediaChild;
import io.callvault.rtc.IceServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tests with the server of a profile, the media part in a process of its own. Any thread. */
public final class BackgroundTests implements CallTests {
    private final Supplier<String> server;

    /** @param server its URL, asked at each start */
    public BackgroundTests(Supplier<String> server) {
        this.server = server;
    }

    @Override
    public Running start(TestListener listener) {
        CallTest test = new CallTest(
                CallTestOptions.of(server.get()), InstantSource.system(), BackgroundTests::inChild, listener);
        CompletableFuture<TestRun> result = new CompletableFuture<>();
        Thread.ofVirtual().name("cv-calltest").start(() -> {
            try {
                result.complete(test.run());
            } catch (RuntimeException | LinkageError e) {
                result.completeExceptionally(e);
            }
        });
        return new Running() {
            @Override
            public CompletableFuture<TestRun> result() {
                return result;
            }

            @Override
            public void cancel() {
                test.cancel();
            }
        };
    }

    /** The media part in a child process; broken where no Java is there to start one with. */
    public static Job.Work inChild(
            CallTestOptions options, Supplier<List<IceServer>> servers, Consumer<Evidence> evidence) {
        Optional<ChildCommand> command = MediaChild.here();
        return command.<Job.Work>map(one -> new MediaChild(options, servers, evidence, one))
                .orElseGet(() -> desk -> {
                    throw new IOException("there is no Java launcher beside this program to run the media part with");
                });
    }
}
