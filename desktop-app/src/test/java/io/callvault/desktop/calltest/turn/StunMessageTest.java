package io.callvault.desktop.calltest.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StunMessageTest {

    /** RFC 5769, section 2.2: a response whose mapped address is 192.0.2.1:32853. */
    private static final byte[] RESPONSE = HexFormat.of()
            .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96");

    @Test
    void theVectorOfTheRfcIsRead() {
        StunMessage message = StunMessage.decode(RESPONSE).orElseThrow();
        assertThat(message.isSuccess()).isTrue();
        assertThat(message.address(StunMessage.MAPPED).orElseThrow().toString()).contains("192.0.2.1:32853");
    }

    @Test
    void whatIsWrittenIsRead() {
        StunMessage written = new StunMessage(
                StunMessage.ALLOCATE, new byte[12], List.of(StunMessage.Attribute.text(StunMessage.USERNAME, "odd")));
        StunMessage read = StunMessage.decode(written.encode(new byte[16])).orElseThrow();
        assertThat(read.value(StunMessage.USERNAME).orElseThrow()).asString().isEqualTo("odd");
        assertThat(read.value(StunMessage.INTEGRITY).orElseThrow()).hasSize(20);
    }

    @Test
    void noBytesMakeTheReaderThrow() {
        long seed = 20_261_121;
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = RESPONSE.clone();
            int changes = random.nextInt(1, 4);
            for (int c = 0; c < changes; c++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var message = StunMessage.decode(bytes);
            message.ifPresent(one -> {
                one.address(StunMessage.MAPPED);
                one.refusal();
            });
            read += message.isPresent() ? 1 : 0;
        }
        assertThat(read).as("seed %d", seed).isBetween(1, 19_999);
    }
}
