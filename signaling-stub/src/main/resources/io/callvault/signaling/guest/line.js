// The line to the backend: joining as a guest over HTTP, then frames over a WebSocket that comes back by itself.

import { uuidv7 } from './bytes.js';

const PROTO = 1;
/** Call frames that wait while the line is away. */
const MOST_WAITING = 100;
const PAUSES_MS = [200, 500, 1_000, 2_000, 5_000];

/** What the backend refused, with its own words. */
export class Refused extends Error {
    constructor(status, problem) {
        super(problem.detail || problem.title || `the server says ${status}`);
        this.status = status;
        this.code = problem.code || '';
    }
}

async function ask(path, options) {
    const answer = await fetch(path, { cache: 'no-store', ...options });
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) {
        throw new Refused(answer.status, body);
    }
    return body;
}

export class Line extends EventTarget {
    #socket = null;
    #attempts = 0;
    #timer = 0;
    #pinged = 0;
    #instance = uuidv7();
    #over = false;
    #welcome = false;
    #waiting = [];
    /** Server's clock minus ours, milliseconds. */
    clockOffset = 0;
    roundTrip = -1;
    guest = null;
    peers = [];

    /** Joins the room; the guest's profile is in `guest` then. */
    async join(name, deviceKey, room) {
        this.guest = await ask('/api/guests', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ name, device_key: deviceKey, room }),
        });
        this.peers = this.guest.peers;
    }

    #authorized(path) {
        return ask(path, { headers: { Authorization: `Bearer ${this.guest.access_token}` } });
    }

    /** Who is in the room now. */
    async refreshPeers() {
        this.peers = (await this.#authorized('/api/guests/peers')).peers;
        return this.peers;
    }

    /** STUN and TURN servers, as RTCPeerConnection wants them. */
    async relays() {
        const answer = await this.#authorized('/api/calls/ice');
        return answer.servers.map((server) => ({
            urls: server.urls,
            ...(server.username ? { username: server.username, credential: server.credential } : {}),
        }));
    }

    connect() {
        const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
        const socket = new WebSocket(`${scheme}//${location.host}/api/ws`);
        this.#socket = socket;
        socket.onopen = () => socket.send(JSON.stringify({
            t: 'hello',
            proto: PROTO,
            access_token: this.guest.access_token,
            device_id: this.guest.device_id,
            instance_id: this.#instance,
            last_event_seq: 0,
        }));
        socket.onmessage = (message) => this.#came(JSON.parse(message.data));
        socket.onclose = (closed) => this.#lost(socket, closed);
    }

    #came(frame) {
        switch (frame.t) {
            case 'welcome':
                this.#attempts = 0;
                this.clockOffset = frame.server_time - Date.now();
                clearInterval(this.#timer);
                this.#timer = setInterval(() => this.#ping(), Math.max(500, frame.heartbeat_ms / 3));
                this.#welcome = true;
                this.#waiting.splice(0).forEach((one) => this.send(one));
                this.#ping();
                this.#tell('open');
                break;
            case 'pong': {
                const now = performance.now();
                this.roundTrip = now - this.#pinged;
                this.clockOffset = frame.server_time + this.roundTrip / 2 - Date.now();
                break;
            }
            case 'ping':
                this.send({ t: 'pong', ev: 0, server_time: frame.server_time });
                break;
            case 'call':
                this.#tell('call', frame);
                break;
            default: // Events and presence are not for guests.
        }
    }

    #ping() {
        this.#pinged = performance.now();
        this.send({ t: 'ping', ev: 0, server_time: 0 });
    }

    #lost(socket, closed) {
        if (socket !== this.#socket || this.#over) {
            return;
        }
        clearInterval(this.#timer);
        this.#welcome = false;
        this.#tell('lost', { code: closed.code, reason: closed.reason });
        if (closed.code === 4401 || closed.code === 4409) {
            this.#over = true; // Nothing of ours is valid any more.
            this.#tell('ended', { code: closed.code });
            return;
        }
        const pause = PAUSES_MS[Math.min(this.#attempts++, PAUSES_MS.length - 1)];
        setTimeout(() => this.connect(), pause);
    }

    /** Sends now, or when the line is back; pings are not kept. */
    send(frame) {
        if (this.#welcome && this.#socket.readyState === WebSocket.OPEN) {
            this.#socket.send(JSON.stringify(frame));
        } else if (frame.t === 'call' && this.#waiting.length < MOST_WAITING) {
            this.#waiting.push(frame);
        }
    }

    serverNow() {
        return Math.round(Date.now() + this.clockOffset);
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
