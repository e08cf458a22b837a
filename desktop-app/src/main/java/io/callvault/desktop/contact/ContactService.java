package io.callvault.desktop.contact;

import io.callvault.desktop.news.Subscription;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** People, as the screens see them. Every method returns at once and may be called from the FX thread. */
public interface ContactService {

    /** The whole list anew whenever something changed, sorted by name; listeners run on another thread. */
    Subscription subscribe(Consumer<List<ContactRow>> listener);

    CompletionStage<List<ContactRow>> contacts();

    /** Asks somebody; asking one who asked us accepts. */
    CompletionStage<Outcome> invite(String handle);

    CompletionStage<Outcome> accept(UserId user);

    CompletionStage<Outcome> decline(UserId user);

    CompletionStage<Outcome> block(UserId user);

    CompletionStage<Outcome> unblock(UserId user);

    /** How an attempt ended. */
    sealed interface Outcome {

        /** @param contact as it stands now; {@link ContactRow.State#NONE} if it left the list */
        record Done(ContactRow contact) implements Outcome {}

        /** Not done; the sentence says what is wrong and what to do. */
        record Refused(String sentence) implements Outcome {}
    }
}
