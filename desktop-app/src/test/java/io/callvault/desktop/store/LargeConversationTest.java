package io.callvault.desktop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100,000 messages in one conversation: every page is whole; the figures are printed, not judged. */
class LargeConversationTest {

    @TempDir
    private Path folder;

    @Test
    void pagesStayWhole() throws StoreException {
        List<String> figures = StoreFigures.measure(folder);
        figures.forEach(figure -> System.out.println("FIGURE store: " + figure));
        assertThat(figures).hasSize(7);
    }
}
