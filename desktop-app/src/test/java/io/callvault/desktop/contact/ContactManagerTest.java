package io.callvault.desktop.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.contact.ContactRow.State;
import io.callvault.desktop.contact.ContactService.Outcome;
import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreFixture;
import io.callvault.desktop.sync.PeopleKeeper;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer to a change and the events about it come on two ways: in whatever order, the newest stands. */
class ContactManagerTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<CompletableFuture<Object>> asked = new LinkedBlockingQueue<>();
    private StoreFixture fixture;
    private ContactManager contacts;

    @BeforeEach
    void start() throws StoreException {
        fixture = new StoreFixture(folder, 1);
        contacts = new ContactManager(fixture.store, new SignedInApi() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> CompletableFuture<ApiResult<T>> call(ApiCall<T> call) {
                CompletableFuture<Object> answer = new CompletableFuture<>();
                asked.add(answer);
                return answer.thenApply(body -> (ApiResult<T>) body);
            }
        });
    }

    @AfterEach
    void stop() {
        contacts.close();
        fixture.close();
    }

    @Test
    void anAnswerIsShownWithoutItsEvent() throws InterruptedException {
        CompletionStage<Outcome> invite = contacts.invite("ben");
        answer(ContactState.INVITED);
        assertThat(state(invite)).isEqualTo(State.INVITED);
        assertThat(states()).containsExactly(State.INVITED);
        CompletionStage<Outcome> declined = contacts.decline(fixture.ben);
        answer(ContactState.NONE);
        assertThat(state(declined)).isEqualTo(State.NONE);
        assertThat(states()).isEmpty();
    }

    @Test
    void anAnswerThatWasOvertakenByItsConsequencesChangesNothing() throws InterruptedException {
        CompletionStage<Outcome> invite = contacts.invite("ben");
        CompletableFuture<Object> late = next();
        event(ContactState.INVITED);
        event(ContactState.ACCEPTED);
        late.complete(new ApiResult.Ok<>(contact(ContactState.INVITED)));
        assertThat(state(invite)).isEqualTo(State.INVITED);
        assertThat(states()).containsExactly(State.ACCEPTED);
    }

    private void event(ContactState state) {
        done(fixture.store.write(tx -> PeopleKeeper.contact(tx, contact(state))));
    }

    private EventBody.Contact contact(ContactState state) {
        return new EventBody.Contact(
                StoreFixture.profile(fixture.ben, "ben"),
                state,
                state == ContactState.ACCEPTED ? Optional.of(fixture.chat) : Optional.empty());
    }

    private void answer(ContactState state) throws InterruptedException {
        next().complete(new ApiResult.Ok<>(contact(state)));
    }

    private CompletableFuture<Object> next() throws InterruptedException {
        return Optional.ofNullable(asked.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private List<State> states() {
        return done(contacts.contacts()).stream().map(ContactRow::state).toList();
    }

    private static State state(CompletionStage<Outcome> outcome) {
        assertThat(done(outcome)).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) done(outcome)).contact().state();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
