package io.callvault.desktop.calltest.turn;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Asks one server, once. Blocks the calling thread, within its limit. Any thread. */
public final class StunClient {
    /** UDP, the transport between the relay and the other side (RFC 8656, section 18.6). */
    private static final byte RELAY_UDP = 17;

    private static final int UNAUTHENTICATED = 401;
    private static final int STALE_NONCE = 438;

    private final Duration limit;
    private final SecureRandom random = new SecureRandom();

    /** @param limit for each question */
    public StunClient(Duration limit) {
        this.limit = limit;
    }

    /** What address do you see? */
    public Relayed see(RelayUrl server) {
        return with(server, wire -> {
            StunMessage question = message(StunMessage.BINDING, List.of());
            long sent = System.nanoTime();
            StunMessage answer = wire.ask(question, question.encode());
            long took = since(sent);
            Optional<InetSocketAddress> mapped = answer.address(StunMessage.MAPPED);
            return answer.isSuccess() && mapped.isPresent()
                    ? new Relayed.Seen(mapped.get(), wire.local(), took)
                    : refused(answer);
        });
    }

    /** May I have a place? Given back at once. (RFC 8656, sections 7.1 and 8; long-term credential, RFC 8489, section 9.2) */
    public Relayed place(RelayUrl server, String username, String credential) {
        return with(server, wire -> {
            long began = System.nanoTime();
            StunMessage.Attribute transport =
                    new StunMessage.Attribute(StunMessage.TRANSPORT, new byte[] {RELAY_UDP, 0, 0, 0});
            StunMessage question = message(StunMessage.ALLOCATE, List.of(transport));
            StunMessage answer = wire.ask(question, question.encode());
            byte[] key = new byte[0];
            List<StunMessage.Attribute> proof = List.of();
            // Once for its realm and nonce, once more if the nonce had just become stale.
            for (int i = 0; i < 2 && wantsProof(answer, i == 0); i++) {
                byte[] realm = answer.value(StunMessage.REALM).orElse(new byte[0]);
                key = key(username, realm, credential);
                proof = List.of(
                        StunMessage.Attribute.text(StunMessage.USERNAME, username),
                        new StunMessage.Attribute(StunMessage.REALM, realm),
                        new StunMessage.Attribute(
                                StunMessage.NONCE,
                                answer.value(StunMessage.NONCE).orElse(new byte[0])));
                List<StunMessage.Attribute> all = new ArrayList<>(proof);
                all.addFirst(transport);
                StunMessage proven = message(StunMessage.ALLOCATE, all);
                answer = wire.ask(proven, proven.encode(key));
            }
            Optional<InetSocketAddress> relay = answer.address(StunMessage.RELAYED);
            if (!answer.isSuccess() || relay.isEmpty()) {
                return refused(answer);
            }
            long took = since(began);
            giveBack(wire, proof, key);
            return new Relayed.Placed(relay.get(), took);
        });
    }

    private static boolean wantsProof(StunMessage answer, boolean first) {
        return answer.refusal()
                .filter(refusal -> first ? refusal.code() == UNAUTHENTICATED : refusal.code() == STALE_NONCE)
                .isPresent();
    }

    /** A refresh with no lifetime (RFC 8656, section 8.1). That it is not answered changes nothing: the place ends by itself. */
    private void giveBack(StunWire wire, List<StunMessage.Attribute> proof, byte[] key) throws IOException {
        List<StunMessage.Attribute> all = new ArrayList<>(proof);
        all.addFirst(new StunMessage.Attribute(StunMessage.LIFETIME, new byte[4]));
        StunMessage refresh = message(StunMessage.REFRESH, all);
        try {
            wire.ask(refresh, refresh.encode(key));
        } catch (SocketTimeoutException | EOFException ended) {
            return;
        }
    }

    private static Relayed refused(StunMessage answer) {
        return answer.refusal()
                .<Relayed>map(refusal -> new Relayed.Refused(refusal.code(), refusal.reason()))
                .orElseGet(() -> new Relayed.Failed(Relayed.Why.NOT_STUN, "an answer without an address"));
    }

    private StunMessage message(int type, List<StunMessage.Attribute> attributes) {
        byte[] transaction = new byte[StunMessage.TRANSACTION];
        random.nextBytes(transaction);
        return new StunMessage(type, transaction, List.copyOf(attributes));
    }

    /** RFC 8489, section 9.2.2: MD5 is the protocol's choice. */
    static byte[] key(String username, byte[] realm, String credential) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((username + ":").getBytes(StandardCharsets.UTF_8));
            md5.update(realm);
            return md5.digest((":" + credential).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private interface Talk {
        Relayed over(StunWire wire) throws IOException;
    }

    private Relayed with(RelayUrl server, Talk talk) {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            return new Relayed.Failed(Relayed.Why.NAME, "unknown name");
        }
        try (StunWire wire = server.protocol() == RelayUrl.Protocol.UDP
                ? StunWire.udp(address, limit)
                : StunWire.stream(address, server.host(), server.protocol() == RelayUrl.Protocol.TLS, limit)) {
            return talk.over(wire);
        } catch (IOException e) {
            return new Relayed.Failed(why(e), e.getClass().getSimpleName());
        }
    }

    private static Relayed.Why why(IOException e) {
        return switch (e) {
            case StunWire.NotStunException other -> Relayed.Why.NOT_STUN;
            case SSLPeerUnverifiedException other -> Relayed.Why.CERTIFICATE;
            case SSLHandshakeException tls
            when String.valueOf(tls.getMessage()).matches("(?i).*(certificat|cert|PKIX|trust).*") ->
                Relayed.Why.CERTIFICATE;
            case SSLException tls -> Relayed.Why.TLS;
            case SocketTimeoutException none -> Relayed.Why.SILENCE;
            case PortUnreachableException nobody -> Relayed.Why.NOBODY;
            case ConnectException nobody -> Relayed.Why.NOBODY;
            case NoRouteToHostException none -> Relayed.Why.NO_ROUTE;
            case EOFException ended -> Relayed.Why.NOT_STUN;
            case SocketException none
            when String.valueOf(none.getMessage()).contains("unreachable") -> Relayed.Why.NO_ROUTE;
            default -> Relayed.Why.SILENCE;
        };
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
