// One call of the guest page: signals by docs/calls.md, media by RTCPeerConnection. Tells what happens as events:
// 'state' (calling, ringing, incoming, connecting, connected, reconnecting, over), 'step' (name, result, words), 'track', 'remote'.

import { uuidv7 } from './bytes.js';
import { ANSWER, OFFER, certified, fingerprintOf, fingerprints, sameFingerprint, signCall, verifyCall } from './proofs.js';

/** A path that is not found in this time is not found at all. */
const CONNECT_MS = 20_000;
/** As long as the backend lets it ring. */
const RING_MS = 60_000;
/** Lost for so long: ask for a new path. */
const RESTART_MS = 2_000;
/** Lost for so long: over. */
const LOST_MS = 30_000;

export class Call extends EventTarget {
    /** Marks in milliseconds since the page began. */
    marks = {};
    state = 'new';
    reason = '';
    remote = { microphone: true, camera: true, sharing: false, weak: false };
    incoming = false;
    pc = null;

    #line;
    #key;
    #id;
    #conversation;
    #other = null; // { user_id, device_id } of the other side
    #ringing = new Set();
    #own = []; // own candidates
    #last = false;
    #theirs = []; // candidates that came before the description
    #keys = []; // fingerprints that were signed
    #timers = new Map();
    #described = false;

    constructor(line, key, id, conversation) {
        super();
        this.#line = line;
        this.#key = key;
        this.#id = id ?? uuidv7(line.serverNow());
        this.#conversation = conversation;
    }

    get id() {
        return this.#id;
    }

    /** Calls whoever is in the room. */
    async dial(stream, relays) {
        this.#open(stream, relays);
        this.#become('calling');
        this.#after('ring', RING_MS, () => this.hangUp('timeout'));
        await this.pc.setLocalDescription(await this.pc.createOffer());
        await this.#describe('invite', OFFER, { video: true }, this.#partner());
    }

    /** Is being called; it rings only if the signature is good. Nothing is gathered and nothing sent before accept(). */
    async invited(frame, relays) {
        this.incoming = true;
        this.#other = frame.from;
        const signal = JSON.parse(frame.payload);
        if (await this.#authentic(frame, signal, OFFER)) {
            this.#open(null, relays, true);
            await this.pc.setRemoteDescription({ type: 'offer', sdp: signal.sdp });
            this.#described = true;
            this.#send('ringing', {});
            this.#become('incoming');
            this.#after('ring', RING_MS, () => this.#end('timeout'));
        }
    }

    #open(stream, relays, offered) {
        this.pc = new RTCPeerConnection({ iceServers: relays, bundlePolicy: 'max-bundle' });
        this.pc.onicecandidate = ({ candidate }) => this.#found(candidate);
        this.pc.onconnectionstatechange = () => this.#connection();
        this.pc.ontrack = ({ track, streams }) => this.#tell('track', { track, stream: streams[0] });
        if (!offered) {
            for (const kind of ['audio', 'video']) {
                const track = stream.getTracks().find((one) => one.kind === kind);
                this.pc.addTransceiver(track || kind, { direction: 'sendrecv', streams: [stream] });
            }
        }
    }

    /** Whom a description of ours is signed for. */
    #partner() {
        return this.#other ? this.#other.user_id : this.#line.peers[0].user_id;
    }

    async accept(stream) {
        this.#clear('ring');
        this.mark('accepted');
        this.#become('connecting');
        this.#send('accept', { video: true });
        for (const transceiver of this.pc.getTransceivers()) {
            const kind = transceiver.receiver.track.kind;
            const track = stream.getTracks().find((one) => one.kind === kind);
            transceiver.direction = 'sendrecv';
            if (track) {
                await transceiver.sender.replaceTrack(track);
            }
            transceiver.sender.setStreams?.(stream);
        }
        await this.#answer();
        this.#after('connect', CONNECT_MS, () => this.hangUp('no_connection'));
    }

    async #answer() {
        await this.pc.setLocalDescription(await this.pc.createAnswer());
        await this.#describe('answer', ANSWER, {}, this.#other.user_id);
        this.#described = true;
        await this.#takeWaiting();
    }

    async #describe(kind, role, fields, to) {
        const ts = this.#line.serverNow();
        const sdp = this.pc.localDescription.sdp;
        const terms = { call: this.#id, conversation: this.#conversation, from: this.#self(), to };
        const sig = await signCall(this.#key, terms, role, ts, sdp);
        this.#send(kind, { ...fields, sdp, ts }, sig);
    }

    #self() {
        return { user_id: this.#line.guest.user_id, device_id: this.#line.guest.device_id };
    }

    /** A frame of this call. */
    async heard(frame) {
        if (this.state === 'over') {
            return;
        }
        const signal = JSON.parse(frame.payload);
        switch (frame.kind) {
            case 'ringing':
                this.#rings(frame.from);
                break;
            case 'accept':
                if (this.state !== 'calling' && this.state !== 'ringing') {
                    break; // Told again: once is enough.
                }
                this.#clear('ring');
                this.#other = frame.from;
                this.mark('accepted');
                this.#become('connecting');
                this.#rings(frame.from);
                this.#after('connect', CONNECT_MS, () => this.hangUp('no_connection'));
                break;
            case 'answer':
                if (await this.#authentic(frame, signal, ANSWER)) {
                    await this.pc.setRemoteDescription({ type: 'answer', sdp: signal.sdp });
                    this.#described = true;
                    await this.#takeWaiting();
                }
                break;
            case 'offer':
            case 'restart':
                await this.#offered(frame, signal);
                break;
            case 'ice':
                this.#theirs.push(...signal.candidates);
                await this.#takeWaiting();
                break;
            case 'state':
                this.remote = signal;
                this.#tell('remote', signal);
                break;
            case 'decline':
                this.#end('declined');
                break;
            case 'busy':
                this.#end('busy');
                break;
            case 'answered_elsewhere':
                this.#end('answered_elsewhere');
                break;
            case 'hangup':
                this.#end(signal.reason);
                break;
            default: // A kind of a newer app.
        }
    }

    async #offered(frame, signal) {
        if (signal.sdp === '') {
            await this.restart(); // "Please": only the caller makes offers.
        } else if (await this.#authentic(frame, signal, OFFER)) {
            await this.pc.setRemoteDescription({ type: 'offer', sdp: signal.sdp });
            await this.#answer();
        }
    }

    /** Gathers anew; the called side asks the caller for it. */
    async restart() {
        if (this.incoming) {
            this.#send('restart', { sdp: '', ts: this.#line.serverNow() });
            return;
        }
        await this.pc.setLocalDescription(await this.pc.createOffer({ iceRestart: true }));
        await this.#describe('restart', OFFER, {}, this.#other.user_id);
    }

    #rings(device) {
        if (this.state === 'calling') {
            this.#become('ringing');
        }
        if (!this.#ringing.has(device.device_id)) {
            this.#ringing.add(device.device_id);
            if (this.#own.length > 0 || this.#last) {
                this.#sendTo(device.device_id, 'ice', { candidates: this.#own, last: this.#last });
            }
        }
    }

    #found(candidate) {
        const fresh = candidate && candidate.candidate
            ? [{ mid: candidate.sdpMid ?? '', line: candidate.sdpMLineIndex ?? 0, text: candidate.candidate }]
            : [];
        this.#own.push(...fresh);
        this.#last = !candidate;
        const to = this.#other ? [this.#other.device_id] : this.#ringing;
        for (const device of to) {
            if (!this.incoming || this.state !== 'incoming') {
                this.#sendTo(device, 'ice', { candidates: fresh, last: this.#last });
            }
        }
    }

    async #takeWaiting() {
        if (!this.#described) {
            return;
        }
        for (const one of this.#theirs.splice(0)) {
            try {
                await this.pc.addIceCandidate({ candidate: one.text, sdpMid: one.mid, sdpMLineIndex: one.line });
            } catch (failure) {
                console.info('an address of the other side is of no use', failure.name);
            }
        }
    }

    /** Whether the description is of who it says; ends the call if not. */
    async #authentic(frame, signal, role) {
        const terms = {
            call: frame.call_id,
            conversation: frame.conversation_id,
            from: frame.from,
            to: this.#line.guest.user_id,
        };
        let device = await this.#device(frame.from);
        const good = device !== null
            && await verifyCall(device.device_key, terms, role, signal.ts, signal.sdp, frame.sig, this.#line.serverNow());
        if (good) {
            this.#keys = fingerprints(signal.sdp);
            this.#step('proof', 'ok', device.guest
                ? 'What they sent is signed with the key they came into this room with.'
                : `What they sent is signed by ${device.owner}.`);
        } else {
            this.#step('proof', 'fail', 'The other side could not prove who it is. The call was ended: do not trust it.');
            this.#send('hangup', { reason: 'not_authentic' });
            this.#end('not_authentic');
        }
        return good;
    }

    async #device(from) {
        const find = () => {
            const person = this.#line.peers.find((one) => one.user_id === from.user_id);
            const device = person && person.devices.find((one) => one.device_id === from.device_id);
            // Guests have no account: their device's key stands for them.
            const guest = device?.certificate === '' && device.device_key === person.identity_key;
            return device ? { ...device, owner: person.display_name, identity: person.identity_key, guest } : null;
        };
        let device = find();
        if (!device) {
            await this.#line.refreshPeers();
            device = find();
        }
        return device && (device.guest || (await certified(device.identity, device))) ? device : null;
    }

    #connection() {
        switch (this.pc.connectionState) {
            case 'connected':
                this.mark('connected');
                this.#clear('connect');
                this.#clear('restart');
                this.#clear('lost');
                this.#become('connected');
                this.#compareKeys();
                break;
            case 'disconnected':
            case 'failed':
                if (this.state === 'connected' || this.state === 'reconnecting') {
                    this.#become('reconnecting');
                    const wait = this.pc.connectionState === 'failed' ? 0 : RESTART_MS;
                    this.#after('restart', wait, () => this.restart());
                    this.#after('lost', LOST_MS, () => this.hangUp('connection_lost'), true);
                } else if (this.pc.connectionState === 'failed') {
                    this.hangUp('no_connection');
                }
                break;
            default:
        }
    }

    /** The browser compares the handshake with the description; where it shows the certificate we look as well. */
    async #compareKeys() {
        const transport = this.pc.getReceivers()[0]?.transport;
        const [certificate] = transport?.getRemoteCertificates?.() ?? [];
        if (!certificate) {
            this.#step('keys', 'ok', 'The browser compared the key of the connection with the signed one.');
            return;
        }
        const shown = await fingerprintOf(certificate);
        if (this.#keys.some((signed) => sameFingerprint(signed, shown))) {
            this.#step('keys', 'ok', 'The connection uses exactly the key that was signed.');
        } else {
            this.#step('keys', 'fail', 'The connection uses another key than the one that was signed. The call was ended.');
            this.hangUp('not_authentic');
        }
    }

    tellState(microphone, camera) {
        if (this.#other && this.state !== 'over') {
            this.#send('state', { microphone, camera, sharing: false, weak: false });
        }
    }

    decline() {
        this.#send('decline', {});
        this.#end('declined');
    }

    hangUp(reason) {
        if (this.state === 'over') {
            return;
        }
        const waiting = this.state === 'calling' || this.state === 'ringing';
        const why = reason ?? (waiting ? 'cancelled' : 'hung_up');
        this.#send('hangup', { reason: why });
        this.#end(why);
    }

    #end(reason) {
        if (this.state !== 'over') {
            this.reason = reason;
            for (const name of [...this.#timers.keys()]) {
                this.#clear(name);
            }
            this.mark('over');
            this.pc?.close();
            this.#become('over');
        }
    }

    #send(kind, payload, sig = '') {
        this.#sendTo(this.#other?.device_id, kind, payload, sig);
    }

    #sendTo(device, kind, payload, sig = '') {
        this.#line.send({
            t: 'call',
            call_id: this.#id,
            kind,
            conversation_id: this.#conversation,
            ...(device ? { to: device } : {}),
            expires_at: 0,
            payload: JSON.stringify(payload),
            sig,
        });
    }

    mark(name) {
        this.marks[name] ??= performance.timeOrigin + performance.now();
    }

    #become(state) {
        this.state = state;
        this.mark(state);
        this.#tell('state', state);
    }

    #step(name, result, words) {
        this.#tell('step', { name, result, words });
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    #after(name, ms, chore, keep = false) {
        if (keep && this.#timers.has(name)) {
            return;
        }
        this.#clear(name);
        this.#timers.set(name, setTimeout(chore, ms));
    }

    #clear(name) {
        clearTimeout(this.#timers.get(name));
        this.#timers.delete(name);
    }
}
