package io.callvault.rtc.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.VideoInput;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where natives, sound or cameras are missing there is a sentence, and nothing hangs. */
class AvailabilityTest {

    @Test
    void theSentenceSaysWhatToDo() {
        assertThat(Unavailability.sentence(new UnsatisfiedLinkError(
                        "libwebrtc.so: libpulse.so.0: cannot open shared object file: No such file or directory")))
                .contains("libpulse.so.0", "install");
        assertThat(Unavailability.sentence(new ExceptionInInitializerError(
                        new RuntimeException(new UnsatisfiedLinkError("failed to map segment from shared object")))))
                .contains("noexec", "java.io.tmpdir");
        assertThat(Unavailability.sentence(new RuntimeException("whatever"))).contains(System.getProperty("os.name"));
    }

    @Test
    void withoutNativesTheEngineIsUnavailableAndItsPeersSayWhy() throws Exception {
        String withoutNatives = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !String.valueOf(Path.of(entry).getFileName()).matches("webrtc-java-[0-9.]+-.+\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(run(withoutNatives)).contains("Unavailable", "there is no media engine for it", "CLOSED");
    }

    @Test
    void devicesAreToldInTimeWhateverTheSystemHas() throws Exception {
        CallEngine engine = CallEngines.open(CallEngines.Options.SYSTEM);
        long start = System.nanoTime();
        Devices.Found found = engine.devices().find().get(3, TimeUnit.SECONDS);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(3_000);
        assertThat(found.why().isEmpty()).isEqualTo(SoundServer.answers());
        assertThat(found.canChoose()).isEqualTo(!SoundServer.isLinux());
        engine.devices().subscribe(() -> {}).close();
        engine.devices().speaker("");
        engine.close();
    }

    @Test
    void withoutMicrophoneAndCameraTheCallGoesOn() {
        CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
        try (Call call = Call.of(
                engine,
                End.plan("caller", new AudioInput.Microphone(""), new VideoInput.Screen("")),
                End.plan("called", End.tone(End.HIGH), new VideoInput.None()))) {
            call.awaitConnected();
            await().atMost(Call.LIMIT).until(() -> call.caller().tones.heard().isPresent());
            assertThat(call.caller().failures)
                    .anyMatch(why -> why.startsWith("MICROPHONE"))
                    .anyMatch(why -> why.startsWith("SCREEN"));
        }
        engine.close();
    }

    private static String run(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        UnavailableMain.class.getName())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
