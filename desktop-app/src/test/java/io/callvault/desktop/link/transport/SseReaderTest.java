package io.callvault.desktop.link.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    private final List<String> heard = new ArrayList<>();
    private final SseReader reader = new SseReader(new SseReader.Hearer() {
        @Override
        public void alive() {
            // Every chunk is a sign of life; the tests of the feed look at that.
        }

        @Override
        public void event(String type, String data) {
            heard.add(type + "|" + data);
        }

        @Override
        public void ended(String why) {
            heard.add("ended: " + why);
        }
    });
    private boolean cancelled;

    @Test
    void readsEventsOfEveryShape() {
        begin();
        feed("\uFEFF: welcome\n\ndata: one\n\n");
        feed("id: e:1:x\ndata:two\n\n");
        feed("event: close\r\ndata: {\"code\":4409}\r\n\r\n");
        feed("data: a\rdata: b\r\rretry: 10\n\n");
        feed("data\n\n:\n\nevent: nothing\n\n");
        feed("data: äöü 🙂\n\n");
        assertThat(heard)
                .containsExactly(
                        "message|one",
                        "message|two",
                        "close|{\"code\":4409}",
                        "message|a\nb",
                        "message|",
                        "message|äöü 🙂");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_121})
    void itDoesNotMatterWhereTheNetworkCuts(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        String[] ends = {"\n", "\r\n", "\r"};
        for (int i = 0; i < 200; i++) {
            String data = "übung " + random.nextInt() + " 🙂";
            String end = ends[random.nextInt(ends.length)];
            text.append("data: ").append(data).append(end).append(end);
            expected.add("message|" + data);
        }
        begin();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(7), bytes.length - at);
            reader.onNext(List.of(ByteBuffer.wrap(bytes, at, length)));
            at += length;
        }
        assertThat(heard).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aLineWithoutAnEndEndsTheStreamAndNotTheMemory() {
        begin();
        feed("data: " + "x".repeat(SseReader.MAX_LINE_BYTES));
        assertThat(heard).containsExactly("ended: a line of the stream is too long");
        assertThat(cancelled).isTrue();
        feed("\n\ndata: late\n\n");
        assertThat(heard).hasSize(1);
    }

    @Test
    void anEventOfEndlessLinesEndsTheStream() {
        begin();
        for (int i = 0; i < 5; i++) {
            feed("data: " + "x".repeat(20_000) + "\n");
        }
        assertThat(heard).containsExactly("ended: an event of the stream is too long");
    }

    @Test
    void theLargestFrameFits() {
        begin();
        String largest = "x".repeat(SseReader.MAX_DATA_CHARS);
        feed("data: " + largest + "\n\n");
        assertThat(heard).containsExactly("message|" + largest);
    }

    @Test
    void anEventThatIsNotCompleteIsNotAnEvent() {
        begin();
        feed("data: half");
        reader.onComplete();
        assertThat(heard).containsExactly("ended: the stream ended");
    }

    @Test
    void whoHungUpHearsNothing() {
        begin();
        reader.cancel();
        feed("data: late\n\n");
        reader.onError(new IllegalStateException("for the test"));
        assertThat(heard).isEmpty();
        assertThat(cancelled).isTrue();
    }

    private void begin() {
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                assertThat(count).isEqualTo(1);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private void feed(String text) {
        reader.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }
}
