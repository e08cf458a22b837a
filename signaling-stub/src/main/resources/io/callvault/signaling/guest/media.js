// Sound and pictures: from the devices, or made by the page for those who have none; and meters for what comes in.

import { drawStrip, readStrip } from './strip.js';

/** Whose clock it is in the test picture. */
const SENDER = 9;

/** The test tone, hertz, far from mains hum and its harmonics. */
export const TONE_HZ = 660;

/** What is not granted or not there is left out; `missing` says why. */
export async function fromDevices() {
    const wanted = {
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
    };
    try {
        return { stream: await navigator.mediaDevices.getUserMedia(wanted), missing: [] };
    } catch (failure) {
        const stream = new MediaStream();
        const missing = [];
        for (const kind of ['audio', 'video']) {
            try {
                const one = await navigator.mediaDevices.getUserMedia({ [kind]: wanted[kind] });
                one.getTracks().forEach((track) => stream.addTrack(track));
            } catch (why) {
                missing.push({ kind, why: words(kind, why) });
            }
        }
        console.info('not all devices can be used', failure.name);
        return { stream, missing };
    }
}

function words(kind, failure) {
    const device = kind === 'audio' ? 'microphone' : 'camera';
    switch (failure.name) {
        case 'NotAllowedError':
            return `The browser may not use the ${device}: allow it beside the address of this page, then load it again.`;
        case 'NotFoundError':
            return `No ${device} was found: plug one in, or use the test picture and tone.`;
        case 'NotReadableError':
            return `The ${device} is used by another program: close that one, then try again.`;
        default:
            return `The ${device} does not work (${failure.name}).`;
    }
}

/** A tone, and a moving picture with the time. */
export function synthetic() {
    const context = audioContext();
    const tone = new OscillatorNode(context, { frequency: TONE_HZ });
    const gain = new GainNode(context, { gain: 0.25 });
    const out = context.createMediaStreamDestination();
    tone.connect(gain).connect(out);
    tone.start();
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const pen = canvas.getContext('2d', { alpha: false });
    const draw = () => {
        const now = new Date();
        const at = (now.getTime() % 4_000) / 4_000;
        pen.fillStyle = '#2f6f4f';
        pen.fillRect(0, 0, 640, 360);
        pen.fillStyle = '#f2c94c';
        pen.fillRect(at * 560, 240, 80, 40);
        pen.fillStyle = '#ffffff';
        pen.font = '48px ui-monospace, monospace';
        pen.fillText(now.toISOString().slice(11, 22), 40, 180);
        drawStrip(pen, 640, 360, SENDER, now.getTime());
    };
    draw();
    const timer = setInterval(draw, 33);
    const stream = new MediaStream([...out.stream.getAudioTracks(), ...canvas.captureStream(30).getVideoTracks()]);
    return {
        stream,
        stop() {
            clearInterval(timer);
            tone.stop();
            stream.getTracks().forEach((track) => track.stop());
        },
    };
}

let context = null;

/** One for the page; made at the first click, as browsers want it. */
export function audioContext() {
    context ??= new AudioContext();
    context.resume();
    return context;
}

/** Listens to a stream without playing it. */
export class Ear {
    #source;
    #analyser;
    #bins;
    #samples;

    constructor(stream) {
        const context = audioContext();
        this.#analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.2 });
        this.#source = context.createMediaStreamSource(stream);
        this.#source.connect(this.#analyser);
        this.#bins = new Float32Array(this.#analyser.frequencyBinCount);
        this.#samples = new Float32Array(this.#analyser.fftSize);
    }

    /** Loudness, −100 to 0 dBFS. */
    level() {
        this.#analyser.getFloatTimeDomainData(this.#samples);
        const mean = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
        return Math.max(-100, 10 * Math.log10(mean + 1e-10));
    }

    /** The strongest frequency, hertz; 0 for silence. */
    pitch() {
        if (this.level() < -60) {
            return 0;
        }
        this.#analyser.getFloatFrequencyData(this.#bins);
        let best = 1;
        for (let i = 2; i < this.#bins.length; i++) {
            if (this.#bins[i] > this.#bins[best]) {
                best = i;
            }
        }
        return best * this.#analyser.context.sampleRate / this.#analyser.fftSize;
    }

    close() {
        this.#source.disconnect();
    }
}

/** Looks at what a video element shows. */
export class Eye {
    static WIDTH = 336;
    static HEIGHT = 189;
    #video;
    #pen;
    #before = null;

    constructor(video) {
        this.#video = video;
        const canvas = Object.assign(document.createElement('canvas'), { width: Eye.WIDTH, height: Eye.HEIGHT });
        this.#pen = canvas.getContext('2d', { willReadFrequently: true });
    }

    /** Mean brightness 0 to 255, and how much changed since the last look; nothing without a picture. */
    look() {
        if (this.#video.videoWidth === 0) {
            return null;
        }
        this.#pen.drawImage(this.#video, 0, 0, Eye.WIDTH, Eye.HEIGHT);
        const pixels = this.#pen.getImageData(0, 0, Eye.WIDTH, Eye.HEIGHT).data;
        let sum = 0;
        let changed = 0;
        for (let i = 0; i < pixels.length; i += 4) {
            const luma = 0.299 * pixels[i] + 0.587 * pixels[i + 1] + 0.114 * pixels[i + 2];
            sum += luma;
            if (this.#before) {
                const before = 0.299 * this.#before[i] + 0.587 * this.#before[i + 1] + 0.114 * this.#before[i + 2];
                changed += Math.abs(luma - before) > 16 ? 1 : 0;
            }
        }
        this.#before = pixels;
        return { brightness: sum / (Eye.WIDTH * Eye.HEIGHT), changed };
    }

    /** The clock in the picture, see strip.js; nothing if there is none. */
    clock() {
        this.#pen.drawImage(this.#video, 0, 0, Eye.WIDTH, Eye.HEIGHT);
        return readStrip(this.#pen.getImageData(0, 0, Eye.WIDTH, Eye.HEIGHT).data, Eye.WIDTH, Eye.HEIGHT);
    }

    /** Colour at a place given in parts of the picture, 0 to 1. */
    color(x, y) {
        this.#pen.drawImage(this.#video, 0, 0, Eye.WIDTH, Eye.HEIGHT);
        return [...this.#pen.getImageData(Math.floor(x * Eye.WIDTH), Math.floor(y * Eye.HEIGHT), 1, 1).data].slice(0, 3);
    }
}
