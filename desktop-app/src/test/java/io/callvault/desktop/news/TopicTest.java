package io.callvault.desktop.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TopicTest {

    private final Topic<String> topic = new Topic<>();
    private final List<String> heard = new ArrayList<>();

    @Test
    void theSameListenerTwiceIsTakenAwayOnce() {
        Consumer<String> listener = heard::add;
        Subscription first = topic.subscribe(listener);
        topic.subscribe(listener);
        first.close();
        first.close();
        topic.publish("news");
        assertThat(heard).containsExactly("news");
    }

    @Test
    void aFailingListenerDoesNotKeepTheNewsFromOthers() {
        topic.subscribe(news -> {
            throw new IllegalStateException("on purpose, to see that the next one hears");
        });
        topic.subscribe(heard::add);
        topic.publish("news");
        assertThat(heard).containsExactly("news");
    }
}
