package io.callvault.desktop.chaos.child;

import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.contact.ContactRow;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real client without a window, in a process of its own. Ends without a goodbye when its starter does. */
public final class ClientChild {

    private static final long PATIENCE_S = 40;

    private final ClientCore core;
    private final URI server;
    private final NetworkSwitch network;
    private final Telling telling;
    private final Looking looking;
    private final Machine machine;
    private final CallVerbs calls;

    private ClientChild(ClientCore core, URI server, NetworkSwitch network, Lines lines, Machine machine) {
        this.machine = machine;
        this.core = core;
        this.server = server;
        this.network = network;
        this.telling = new Telling(lines);
        this.looking = new Looking(core, server);
        this.calls = new CallVerbs(core, told -> told.to(lines));
        core.store().subscribe(telling::committed);
    }

    /**
     * @param arguments profile folder; URL of the server; by how much the clock is wrong, in ms; names of {@link Broken},
     *     separated by commas, or {@code -}; {@code timers} if they must follow {@code jump}, else {@code -}; where calls are made,
     *     {@code caller} or {@code called}
     */
    public static void main(String[] arguments) throws IOException {
        Lines lines = new Lines();
        lines.endWithMain();
        URI server = URI.create(arguments[1]);
        NetworkSwitch network = new NetworkSwitch();
        Machine machine = new Machine(Path.of(arguments[0] + ".keys"), Long.parseLong(arguments[2]));
        long begin = System.nanoTime();
        Profile profile;
        try {
            ClientCore.Environment environment = machine.environment(arguments[3], arguments[4]);
            profile = Profile.open(
                    Path.of(arguments[0]),
                    server,
                    network,
                    arguments.length > 5 ? CallVerbs.withTones(environment, arguments[5], lines) : environment);
        } catch (Profile.ProfileException e) {
            lines.tell("REFUSED " + e.getMessage());
            Runtime.getRuntime().halt(2);
            return;
        }
        ClientChild child = new ClientChild(profile.core(), server, network, lines, machine);
        if (arguments.length > 5) {
            CallVerbs.watch(profile.core());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        lines.tell("READY " + millis + " " + profile.core().store().opened());
        lines.serve(command -> {
            if (command.verb().equals("close")) {
                profile.close();
                return "closed";
            }
            return child.run(command);
        });
        Runtime.getRuntime().halt(0);
    }

    private String run(Lines.Command command) throws Exception {
        return switch (command.verb()) {
            case "signup" -> {
                accepted(core.account().signUp(server, "The " + command.argument(0), command.argument(0)));
                yield core.account().recoveryKey().orElseThrow();
            }
            case "recover" -> {
                accepted(core.account().signInWithRecoveryKey(server, command.rest(0)));
                yield "done";
            }
            case "again" -> {
                accepted(core.account().signInAgain());
                yield "done";
            }
            case "account" -> core.account().state().getClass().getSimpleName();
            case "invite" -> contact(core.contacts().invite(command.argument(0)));
            case "accept" ->
                contact(core.contacts().accept(person(command.argument(0)).id()));
            case "group" ->
                looking.createGroup(
                        command.argument(0),
                        command.arguments().stream()
                                .skip(1)
                                .map(handle -> person(handle).id())
                                .toList());
            case "conversations" -> conversations();
            case "send" -> send(command);
            case "edit" ->
                changed(core.chat()
                        .edit(
                                conversation(command.argument(0)),
                                ClientMessageId.of(command.argument(1)),
                                Texts.edited(command.argument(2), command.argument(3))));
            case "delete" ->
                changed(core.chat()
                        .deleteForEveryone(conversation(command.argument(0)), ClientMessageId.of(command.argument(1))));
            case "poison" -> {
                String name = Texts.name(command.argument(1), command.number(2));
                telling.asked(name);
                yield new Poisoner(core).write(conversation(command.argument(0)), Texts.of(name));
            }
            case "readall" -> readAll(conversation(command.argument(0)));
            case "offline" -> network(false);
            case "online" -> network(true);
            case "trap" -> machine.trap().set(command.argument(0), command.number(1));
            case "room" -> {
                machine.disk().room(Long.parseLong(command.argument(0)));
                yield "done";
            }
            case "jump" -> {
                machine.jump(Long.parseLong(command.argument(0)));
                yield "done";
            }
            case "probe" -> {
                core.networkChanged();
                core.link().retryNow();
                yield "done";
            }
            case "status" -> looking.status();
            case "scroll" -> looking.scroll();
            case "dump" -> looking.dump(Path.of(command.rest(0)));
            case "call", "takes", "hide", "hangup", "phase" -> calls.run(command);
            case "pages" -> looking.pages(Path.of(command.rest(0)));
            default -> throw new IllegalArgumentException("the client child knows no " + command.verb());
        };
    }

    /** Conversation, author's device, first number, count. */
    private String send(Lines.Command command) {
        ConversationId conversation = conversation(command.argument(0));
        int first = command.number(2);
        for (int number = first; number < first + command.number(3); number++) {
            String name = Texts.name(command.argument(1), number);
            telling.asked(name);
            core.chat().send(conversation, Texts.of(name)).ifPresent(why -> telling.refused(name, why));
        }
        return "asked";
    }

    private static String changed(CompletionStage<Optional<String>> attempt) {
        return done(attempt).map(why -> "refused: " + why).orElse("done");
    }

    private String readAll(ConversationId conversation) {
        done(core.chat().conversations()).stream()
                .filter(row -> row.id().equals(conversation))
                .forEach(row -> core.chat().markRead(conversation, row.lastSeq()));
        return "done";
    }

    private String network(boolean on) {
        network.set(on);
        return "done";
    }

    private String conversations() {
        List<ConversationRow> rows = done(core.chat().conversations());
        return rows.stream()
                .map(row -> row.id() + ":" + row.kind() + ":"
                        + row.members().stream()
                                .map(ConversationRow.Member::handle)
                                .sorted()
                                .collect(Collectors.joining("+")))
                .collect(Collectors.joining(" "));
    }

    private ContactRow person(String handle) {
        return done(core.contacts().contacts()).stream()
                .filter(contact -> contact.handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no contact " + handle + " yet"));
    }

    private static String contact(CompletionStage<ContactService.Outcome> attempt) {
        return switch (done(attempt)) {
            case ContactService.Outcome.Done ignored -> "done";
            case ContactService.Outcome.Refused(String sentence) -> throw new IllegalStateException(sentence);
        };
    }

    private void accepted(CompletionStage<AccountService.Outcome> attempt) {
        if (done(attempt) instanceof AccountService.Outcome.Refused(var field, String sentence)) {
            throw new IllegalStateException(field + ": " + sentence);
        }
        if (!(core.account().state() instanceof AccountState.SignedIn)) {
            throw new IllegalStateException("not signed in");
        }
    }

    static ConversationId conversation(String id) {
        return ConversationId.of(id);
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                .join();
    }
}
