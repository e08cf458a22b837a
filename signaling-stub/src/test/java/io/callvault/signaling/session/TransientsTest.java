package io.callvault.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may be dropped is kept short. */
class TransientsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Transients waiting = new Transients();

    @Test
    void onlyTheNewestWordAboutSomebodyIsKept() {
        waiting.add(presence(1, true), 0);
        waiting.add(presence(2, true), 0);
        waiting.add(presence(1, false), 0);
        assertThat(waiting.drain(0)).containsExactly(presence(2, true), presence(1, false));
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.drain(0)).isEmpty();
    }

    @Test
    void theOldestMakesRoom() {
        for (int i = 0; i < 10_000; i++) {
            waiting.add(presence(i, true), 0);
        }
        List<Frame> left = waiting.drain(0);
        assertThat(left).hasSize(Limits.MAX_QUEUED_FRAMES).endsWith(presence(9_999, true));
    }

    @Test
    void typingIsForgottenAndPresenceIsNot() {
        waiting.add(typing(), 0);
        waiting.add(presence(1, true), 0);
        assertThat(waiting.drain(9 * SECOND)).hasSize(2);
        waiting.add(typing(), 0);
        waiting.add(presence(1, true), 0);
        assertThat(waiting.drain(10 * SECOND)).containsExactly(presence(1, true));
    }

    private static Frame.Presence presence(int who, boolean online) {
        return new Frame.Presence(new UserId(new UUID(1, who)), online, 0);
    }

    private static Frame.Typing typing() {
        return new Frame.Typing(new ConversationId(new UUID(2, 2)), Optional.of(new UserId(new UUID(1, 1))), true);
    }
}
