// The figures of a second of a call, from getStats (W3C webrtc-stats).

const PATHS = { host: 'direct', srflx: 'direct, through a router', prflx: 'direct, through a router', relay: 'through a relay' };

export class Figures {
    #pc;
    #before = new Map();
    /** All seconds so far, bounded. */
    seconds = [];

    constructor(pc) {
        this.#pc = pc;
    }

    async sample() {
        const stats = await this.#pc.getStats();
        const all = [...stats.values()];
        const pair = all.find((one) => one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded');
        const second = {
            at: Date.now(),
            round_trip_ms: pair ? round(1_000 * pair.currentRoundTripTime) : -1,
            audio_in: this.#flow(stats, all, 'inbound-rtp', 'audio'),
            video_in: this.#flow(stats, all, 'inbound-rtp', 'video'),
            audio_out: this.#flow(stats, all, 'outbound-rtp', 'audio'),
            video_out: this.#flow(stats, all, 'outbound-rtp', 'video'),
            path: pair ? path(stats, pair) : null,
        };
        this.seconds.push(second);
        if (this.seconds.length > 600) {
            this.seconds.shift();
        }
        return second;
    }

    #flow(stats, all, type, kind) {
        const one = all.find((entry) => entry.type === type && entry.kind === kind);
        if (!one) {
            return null;
        }
        const incoming = type === 'inbound-rtp';
        const remote = incoming ? null : stats.get(one.remoteId);
        const before = this.#before.get(one.id) ?? one;
        this.#before.set(one.id, one);
        const ms = Math.max(1, one.timestamp - before.timestamp);
        const bytes = incoming ? 'bytesReceived' : 'bytesSent';
        const packets = incoming ? one.packetsReceived - before.packetsReceived : 0;
        const lost = incoming ? Math.max(0, one.packetsLost - before.packetsLost) : 0;
        return {
            kbps: round(8 * (one[bytes] - before[bytes]) / ms),
            loss_percent: incoming ? round(100 * lost / Math.max(1, packets + lost)) : round(100 * (remote?.fractionLost ?? 0)),
            jitter_ms: round(1_000 * ((incoming ? one.jitter : remote?.jitter) ?? 0)),
            packets: incoming ? one.packetsReceived : one.packetsSent,
            ...(kind === 'video' ? { width: one.frameWidth ?? 0, height: one.frameHeight ?? 0, fps: one.framesPerSecond ?? 0 } : {}),
            codec: stats.get(one.codecId)?.mimeType ?? '',
        };
    }
}

function path(stats, pair) {
    const local = stats.get(pair.localCandidateId);
    const remote = stats.get(pair.remoteCandidateId);
    return {
        local: local?.candidateType ?? '',
        remote: remote?.candidateType ?? '',
        protocol: local?.protocol ?? '',
        relay_protocol: local?.relayProtocol ?? '',
    };
}

export function pathWords(path) {
    if (!path) {
        return '';
    }
    const way = path.local === 'relay' || path.remote === 'relay' ? PATHS.relay : PATHS[path.local] ?? path.local;
    const over = path.relay_protocol || path.protocol;
    return `${way}, over ${over.toUpperCase()}`;
}

const round = (value) => Math.round(10 * value) / 10;
