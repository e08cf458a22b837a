package io.callvault.signaling.testing;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.AccountApi;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Somebody with an identity, one device and a session. */
public final class Person {

    public static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new SecureRandom());

    public final Http http;
    public final String handle;
    public final SigningKey identity;
    public final SigningKey deviceKey;
    public final UserId user;
    public final DeviceId device;
    public AccountApi.Tokens tokens = new AccountApi.Tokens("", 0, "");
    public InstantSource clock = InstantSource.system();
    private long counter;

    public Person(URI server, String handle) {
        this(new Http(server), handle, SigningKey.generate(new SecureRandom()), IDS.userId(), Device.fresh());
    }

    /** A device of a person. */
    private record Device(DeviceId id, SigningKey key) {
        static Device fresh() {
            return new Device(IDS.deviceId(), SigningKey.generate(new SecureRandom()));
        }
    }

    private Person(Http http, String handle, SigningKey identity, UserId user, Device device) {
        this.http = http;
        this.handle = handle;
        this.identity = identity;
        this.user = user;
        this.device = device.id();
        this.deviceKey = device.key();
    }

    /** A device that the server made for itself. */
    public static Person device(URI server, String handle, UserId user, DeviceId device, SigningKey key) {
        return new Person(new Http(server), handle, key, user, new Device(device, key));
    }

    /** The same keys under the ids that a server gave them. */
    public Person as(UserId otherUser, DeviceId otherDevice) {
        return new Person(http, handle, identity, otherUser, new Device(otherDevice, deviceKey));
    }

    /** The same person with one more device, signed in. */
    public Person anotherDevice() {
        Person same = new Person(http, handle, identity, user, Device.fresh());
        http.post("/api/devices", new AccountApi.AddDevice(same.certified(same.device, same.deviceKey)))
                .as(201, EventBody.Profile.class);
        same.signIn();
        return same;
    }

    /** With an account and signed in. */
    public static Person signUp(URI server, String handle) {
        Person person = new Person(server, handle);
        person.http.post("/api/accounts", person.account()).as(201, EventBody.Profile.class);
        person.signIn();
        return person;
    }

    public AccountApi.CreateAccount account() {
        return new AccountApi.CreateAccount(
                user,
                handle,
                "Name of " + handle,
                identity.verifyKey().bytes(),
                certified(device, deviceKey),
                identity.sign(Proofs.account(http.audience(), user, handle)));
    }

    public EventBody.Device certified(DeviceId id, SigningKey key) {
        Bytes certificate = identity.sign(Proofs.deviceCertificate(user, id, key.verifyKey(), 1_000));
        return new EventBody.Device(user, id, "Test", key.verifyKey().bytes(), 1_000, certificate);
    }

    public void signIn() {
        tokens = signIn(device, deviceKey).as(201, AccountApi.Tokens.class);
    }

    public Http.Answer signIn(DeviceId id, SigningKey key) {
        Bytes challenge = challenge();
        Bytes proof = key.sign(Proofs.session(http.audience(), challenge, new Proofs.Signer(user, id)));
        return http.post("/api/sessions", new AccountApi.SignIn(user, id, challenge, proof));
    }

    public Bytes challenge() {
        return http.send("POST", "/api/challenges", new byte[0])
                .as(201, AccountApi.Challenge.class)
                .challenge();
    }

    public Http.Answer get(String path) {
        return http.send("GET", path, new byte[0], "Authorization", "Bearer " + tokens.accessToken());
    }

    public Http.Answer post(String path, Object body) {
        return new SignedRequest(this, "POST", path, Http.bytes(body)).send();
    }

    public Http.Answer delete(String path) {
        return new SignedRequest(this, "DELETE", path, new byte[0]).send();
    }

    /** Both become contacts; their conversation. */
    public ConversationId befriend(Person other) {
        post("/api/contacts", new SyncApi.Invite(other.handle)).as(200, EventBody.Contact.class);
        return other.post("/api/contacts/" + user, new SyncApi.ContactChange(SyncApi.ContactAction.ACCEPT))
                .as(200, EventBody.Contact.class)
                .conversationId()
                .orElseThrow();
    }

    public SyncApi.Snapshot snapshot() {
        return get("/api/conversations/sync?since=0").as(200, SyncApi.Snapshot.class);
    }

    public SyncApi.MessagePage messages(ConversationId conversation) {
        return get("/api/messages/sync?limit=500&since_seq=0&conversation_id=" + conversation)
                .as(200, SyncApi.MessagePage.class);
    }

    public ConversationId echo() {
        return snapshot().contacts().stream()
                .filter(contact -> contact.profile().handle().equals("echo"))
                .findFirst()
                .flatMap(EventBody.Contact::conversationId)
                .orElseThrow();
    }

    public Frame.Hello hello(long cursor) {
        return new Frame.Hello(
                Frame.PROTO, tokens.accessToken(), device, "test", Optional.empty(), cursor, Optional.empty());
    }

    /** A live connection that goes on after the newest event there is now. */
    public Wire connect() {
        SyncApi.Snapshot snapshot = snapshot();
        Wire wire = new Wire(http.server());
        wire.send(new Frame.Hello(
                Frame.PROTO,
                tokens.accessToken(),
                device,
                UUID.randomUUID().toString(),
                Optional.of(snapshot.epoch()),
                snapshot.headEv(),
                snapshot.headEventId()));
        wire.await(Frame.Welcome.class);
        return wire;
    }

    public Frame.Send text(ConversationId conversation, String text) {
        return text(conversation, text, Optional.empty());
    }

    public Frame.Send text(ConversationId conversation, String text, Optional<ClientMessageId> previous) {
        return seal(header(conversation, System.currentTimeMillis()), text, previous);
    }

    public Frame.Send seal(Envelope.Header header, String text, Optional<ClientMessageId> previous) {
        Bytes envelope = EnvelopeCodec.seal(header, BodyCodec.encode(new Body.Text(text)), deviceKey);
        return new Frame.Send(header.messageId(), header.conversation(), previous, envelope);
    }

    public Envelope.Header header(ConversationId conversation, long timestampMs) {
        return new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                conversation,
                0,
                user,
                device,
                IDS.clientMessageId(),
                ++counter,
                Bytes.copyOf(new byte[16]),
                timestampMs,
                0,
                Bytes.copyOf(new byte[12]));
    }
}
