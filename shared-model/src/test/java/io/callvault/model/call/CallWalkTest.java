package io.callvault.model.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two people with three devices and a server between them, at random: whatever they do and whatever the wire loses, doubles and
 * swaps, everybody's calls come to their end within bounded time, and no device is in two.
 */
class CallWalkTest {

    private static final int WALKS = 300;

    /** After that nobody does anything, and whoever still talks hangs up. */
    private static final long QUIET_MS = 150_000;

    /** From then on: ringing (60 s) or looking for a path (20 s, 30 s), each with a lost signal before it. */
    private static final long BOUND_MS = 150_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 30})
    void everyCallComesToItsEnd(int lossPercent) {
        int talked = 0;
        int glare = 0;
        for (int seed = 1; seed <= WALKS; seed++) {
            CallWorld world = new CallWorld(seed, lossPercent);
            world.randomActions(QUIET_MS / 2);
            world.run(QUIET_MS);
            String what = "seed " + seed + ", loss " + lossPercent + " %";
            world.everybodyHangsUp();
            world.run(QUIET_MS + BOUND_MS);
            assertThat(world.living()).as(what).isEmpty();
            assertThat(world.faults()).as(what).isEmpty();
            if (lossPercent == 0) {
                assertThat(world.disagreements()).as(what).isEmpty();
            }
            talked += world.talked();
            glare += world.ends(CallEnd.GLARE);
        }
        System.out.printf("loss %d %%: %d calls talked, %d gave way to their twin%n", lossPercent, talked, glare);
        assertThat(talked).isGreaterThan(WALKS / 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void whoCallEachOtherAtTheSameMomentAreInOneCall(int lossPercent) {
        int together = 0;
        int glare = 0;
        for (int seed = 1; seed <= WALKS; seed++) {
            CallWorld world = new CallWorld(seed, lossPercent);
            world.bothDial();
            world.run(10_000);
            List<String> standing =
                    world.living().stream().map(CallWorld.Seen::call).distinct().toList();
            assertThat(world.faults()).as("seed %d", seed).isEmpty();
            if (lossPercent == 0) {
                assertThat(standing).as("seed %d", seed).hasSize(1);
                assertThat(world.living())
                        .as("seed %d", seed)
                        .filteredOn(CallWorld.Seen::talks)
                        .hasSize(2);
            }
            together += standing.size() == 1 ? 1 : 0;
            glare += world.ends(CallEnd.GLARE);
            world.run(10_000 + BOUND_MS);
            world.everybodyHangsUp();
            world.run(10_000 + 2 * BOUND_MS);
            assertThat(world.living()).as("seed %d", seed).isEmpty();
        }
        assertThat(together).isGreaterThan(WALKS / 4);
        assertThat(glare).isGreaterThan(WALKS / 4);
    }
}
