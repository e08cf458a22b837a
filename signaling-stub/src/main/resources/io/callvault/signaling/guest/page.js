// The page: what is pressed, what is shown. window.callvault shows its state to whoever looks over its shoulder (the console, tests).

import { Call } from './call.js';
import { Figures, pathWords } from './figures.js';
import { Line } from './line.js';
import { Ear, Eye, fromDevices, synthetic } from './media.js';
import { newKey } from './proofs.js';
import { report, save } from './report.js';
import { Steps } from './steps.js';

const room = new URLSearchParams(location.search).get('room') || 'echo';
const at = (id) => document.getElementById(id);
const steps = new Steps(at('steps'));
const line = new Line();

let key = null;
let media = null; // { stream, stop }
let call = null;
let figures = null;
let ear = null;
let eye = null;
let seconds = 0;
let remoteStream = new MediaStream();

const END_WORDS = {
    hung_up: 'The call is over.',
    cancelled: 'You ended the call before it was answered.',
    declined: 'The other side does not want to talk now.',
    busy: 'The other side is in another call. Try again in a moment.',
    timeout: 'Nobody answered within a minute.',
    no_connection: 'No path was found between you. A firewall may block calls: save the report and send it to support.',
    connection_lost: 'The connection was lost and did not come back.',
    not_authentic: 'The other side could not prove who it is. The call was ended: do not trust it.',
    refused: 'The other side could not use what this browser sent. Save the report and send it to support.',
    unavailable: 'The other side cannot take calls now. Try again later.',
    media_failed: 'Sound or pictures failed at the other side.',
    answered_elsewhere: 'The call was answered on another device.',
    glare: 'You both called at once.',
};

function become(state, words) {
    document.body.dataset.state = state;
    at('status').textContent = words;
    const show = {
        start: ['call'],
        blocked: ['save'],
        incoming: ['accept', 'decline'],
        calling: ['hangup'],
        connecting: ['mute', 'camera', 'hangup'],
        connected: ['mute', 'camera', 'hangup'],
        reconnecting: ['mute', 'camera', 'hangup'],
        over: ['call', 'save'],
    }[state];
    for (const button of at('controls').children) {
        button.hidden = !show.includes(button.id);
    }
    at('made').hidden = state !== 'start' && state !== 'over';
}

function trouble(words) {
    at('trouble').textContent = words;
    at('trouble').hidden = words === '';
}

function blocked(step, words) {
    steps.set(step, 'fail', words);
    trouble(words);
    become('blocked', 'This page cannot call here.');
}

/** What this browser lacks, in one sentence; empty if nothing. */
async function lacks() {
    if (!window.isSecureContext) {
        return 'Camera and microphone work on secure pages only: open this page with https:// in front of its address.';
    }
    if (!window.RTCPeerConnection || !navigator.mediaDevices) {
        return 'This browser cannot make calls: update it, or use a current Chrome, Edge, Firefox or Safari.';
    }
    try {
        key = await newKey();
        return '';
    } catch {
        return 'This browser cannot sign calls (it has no Ed25519 keys): update it, or use a current Chrome, Edge, Firefox or Safari.';
    }
}

function notLetIn(failure) {
    switch (failure.status) {
        case 422:
            return 'This link is not whole: copy all of it, or ask whoever sent it for a new one.';
        case 409:
            return 'Two people are in this room already: ask whoever sent you the link for a new one.';
        case 429:
            return 'Too many visitors just now: load this page again in a minute.';
        default:
            return `The server did not let you in (${failure.message}): load this page again in a moment.`;
    }
}

async function begin() {
    if (room !== 'echo') {
        at('intro').textContent = 'Somebody sent you this page to test a call with you. Call them, or wait here until they call.';
        at('call').textContent = 'Call';
    }
    become('start', 'One moment …');
    at('call').disabled = true;
    const missing = await lacks();
    if (missing) {
        blocked('browser', missing);
        return;
    }
    steps.set('browser', 'ok', 'It has what calls need.');
    steps.set('server', 'busy');
    try {
        await line.join('Guest', key.text, room);
    } catch (failure) {
        blocked('server', notLetIn(failure));
        return;
    }
    line.connect();
    setInterval(() => tick().catch((failure) => console.warn('a look failed', failure)), 1_000);
}

line.addEventListener('open', () => {
    const trip = line.roundTrip < 0 ? '' : ` in ${Math.round(line.roundTrip)} ms`;
    steps.set('server', 'ok', `Connected, it answers${trip}.`);
    if (document.body.dataset.state === 'start') {
        at('call').disabled = false;
        become('start', room === 'echo' ? 'Ready' : 'Waiting for the other side');
    }
});
line.addEventListener('lost', () => steps.set('server', 'warn', 'The connection was lost: trying again.'));
line.addEventListener('ended', () => {
    if (!call || call.state === 'over') {
        blocked('server', 'Your visit has ended: load this page again.');
    }
});

// One frame after the other: a candidate must not overtake its description.
let order = Promise.resolve();
line.addEventListener('call', ({ detail: frame }) => {
    order = order.then(() => came(frame)).catch((failure) => {
        console.error('a signal could not be carried out', failure);
        if (call?.id === frame.call_id) {
            call.hangUp('refused');
        }
    });
});

async function came(frame) {
    if (call && frame.call_id === call.id) {
        await call.heard(frame);
    } else if (frame.kind === 'invite') {
        await invited(frame);
    }
}

async function invited(frame) {
    if (call && call.state !== 'over') {
        line.send({
            t: 'call', call_id: frame.call_id, kind: 'busy', conversation_id: frame.conversation_id,
            to: frame.from.device_id, expires_at: 0, payload: '{}', sig: '',
        });
        return;
    }
    const heard = new Call(line, key, frame.call_id, frame.conversation_id);
    fresh(heard);
    await heard.invited(frame, await relays());
}

async function openMedia() {
    if (media) {
        return;
    }
    steps.set('devices', 'busy');
    if (at('synthetic').checked) {
        media = synthetic();
        steps.set('devices', 'ok', 'A test picture and tone are sent instead.');
    } else {
        const { stream, missing } = await fromDevices();
        media = { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
        steps.set('devices', missing.length === 0 ? 'ok' : 'warn', missing.length === 0
            ? stream.getTracks().map((track) => track.label).join(', ')
            : missing.map((one) => one.why).join(' '));
    }
    at('own').srcObject = media.stream;
    document.body.dataset.camera = media.stream.getVideoTracks().length > 0 ? 'on' : 'off';
}

function fresh(next) {
    steps.clear();
    trouble('');
    call = next;
    window.callvault.call = next;
    figures = null;
    ear = null;
    seconds = 0;
    remoteStream = new MediaStream();
    at('remote').srcObject = remoteStream;
    eye = new Eye(at('remote'));
    window.callvault.eye = eye;
    next.addEventListener('state', ({ detail }) => stateChanged(next, detail));
    next.addEventListener('step', ({ detail }) => steps.set(detail.name, detail.result, detail.words));
    next.addEventListener('remote', () => connectedWords());
    next.addEventListener('track', ({ detail }) => heardOf(next, detail.track));
}

function heardOf(from, track) {
    remoteStream.addTrack(track);
    const name = track.kind === 'audio' ? 'first_sound' : 'first_picture';
    track.addEventListener('unmute', () => from.mark(`${name}_packet`));
    if (track.kind === 'video') {
        at('remote').requestVideoFrameCallback?.(() => from.mark(name));
    }
}

function stateChanged(from, state) {
    if (from !== call) {
        return;
    }
    switch (state) {
        case 'calling':
            steps.set('answer', 'busy', 'Calling.');
            become('calling', 'Calling …');
            break;
        case 'ringing':
            steps.set('answer', 'busy', 'It rings.');
            become('calling', 'It rings …');
            break;
        case 'incoming':
            steps.set('answer', 'busy', 'You are being called.');
            become('incoming', 'You are being called');
            break;
        case 'connecting':
            steps.set('answer', 'ok', call.incoming ? 'You answered.' : 'They answered.');
            steps.set('path', 'busy', 'Looking for a path.');
            become('connecting', 'Connecting …');
            break;
        case 'connected':
            figures ??= new Figures(call.pc);
            steps.set('path', 'ok', `Found after ${Math.round(call.marks.connected - call.marks.accepted)} ms.`);
            for (const name of ['sound', 'picture']) {
                if (steps.result(name) === '') {
                    steps.set(name, 'busy');
                }
            }
            become('connected', '');
            connectedWords();
            break;
        case 'reconnecting':
            steps.set('path', 'warn', 'Lost: looking for another path.');
            become('reconnecting', 'Reconnecting …');
            break;
        case 'over':
            over();
            break;
        default:
    }
}

function connectedWords() {
    if (call.state === 'connected') {
        const silent = call.remote.microphone ? '' : ' · their microphone is off';
        const dark = call.remote.camera ? '' : ' · their camera is off';
        at('status').textContent = `Connected${silent}${dark}`;
    }
}

function over() {
    const fine = ['hung_up', 'cancelled', 'declined', 'answered_elsewhere'].includes(call.reason);
    const words = END_WORDS[call.reason] ?? 'The call is over.';
    for (const name of ['answer', 'path', 'sound', 'picture']) {
        if (steps.result(name) === 'busy') {
            steps.set(name, fine ? 'warn' : 'fail', words);
        }
    }
    if (!fine && !Object.values(steps.results).some((step) => step.result === 'fail')) {
        steps.set('path', 'fail', words);
    }
    media?.stop();
    media = null;
    ear?.close();
    at('own').srcObject = null;
    at('remote').srcObject = null;
    at('clock').hidden = true;
    delete document.body.dataset.camera;
    press('mute', false);
    press('camera', false);
    become('over', words);
}

/** Once a second. */
async function tick() {
    if (!call || (call.state !== 'connected' && call.state !== 'reconnecting')) {
        return;
    }
    seconds += 1;
    at('clock').hidden = false;
    at('clock').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const now = await figures.sample();
    showFigures(now);
    if (!ear && remoteStream.getAudioTracks().length > 0) {
        ear = new Ear(new MediaStream(remoteStream.getAudioTracks()));
        window.callvault.ear = ear;
    }
    hear(now);
    see(now);
}

function hear(now) {
    const level = ear?.level() ?? -100;
    if (level > -60) {
        steps.set('sound', 'ok', room === 'echo' ? 'Your own voice comes back after a second.' : 'Sound is coming in.');
    } else if (steps.result('sound') !== 'ok' && seconds > 5) {
        steps.set('sound', 'warn', (now.audio_in?.packets ?? 0) > 0
            ? 'Sound arrives, but it is silent: say something, and check that no microphone is muted.'
            : 'No sound arrives: a firewall may block it, or the other side sends none.');
    }
}

function see(now) {
    const seen = eye.look();
    if (seen && (now.video_in?.fps ?? 0) > 0) {
        const size = `${now.video_in.width}×${now.video_in.height}, ${Math.round(now.video_in.fps)} pictures a second`;
        steps.set('picture', seen.brightness < 4 ? 'warn' : 'ok', seen.brightness < 4 ? 'The picture is black: is a lid on the camera?' : `${size}.`);
    } else if (steps.result('picture') !== 'ok' && seconds > 5) {
        steps.set('picture', 'warn', call.remote.camera ? 'No picture arrives.' : 'Their camera is off.');
    }
}

function showFigures(now) {
    at('figures').hidden = false;
    const text = (value, unit) => (value === undefined || value === null || value < 0 ? '–' : `${value} ${unit}`);
    at('f-trip').textContent = text(Math.round(now.round_trip_ms), 'ms');
    at('f-loss').textContent = text(Math.max(now.audio_in?.loss_percent ?? 0, now.video_in?.loss_percent ?? 0), '%');
    at('f-jitter').textContent = text(now.audio_in?.jitter_ms, 'ms');
    at('f-audio').textContent = text(Math.round(now.audio_in?.kbps ?? 0), 'kbit/s');
    at('f-video').textContent = text(Math.round(now.video_in?.kbps ?? 0), 'kbit/s');
    at('f-path').textContent = pathWords(now.path) || '–';
}

function press(id, on) {
    at(id).setAttribute('aria-pressed', String(on));
    at('mute').textContent = at('mute').getAttribute('aria-pressed') === 'true' ? 'Unmute' : 'Mute';
    at('camera').textContent = at('camera').getAttribute('aria-pressed') === 'true' ? 'Camera on' : 'Camera off';
}

function toggle(id, kind) {
    const off = at(id).getAttribute('aria-pressed') !== 'true';
    press(id, off);
    media?.stream.getTracks().filter((track) => track.kind === kind).forEach((track) => {
        track.enabled = !off;
    });
    if (kind === 'video') {
        document.body.dataset.camera = off ? 'off' : 'on';
    }
    call?.tellState(at('mute').getAttribute('aria-pressed') !== 'true', at('camera').getAttribute('aria-pressed') !== 'true');
}

const relays = () => line.relays().catch((failure) => {
    console.info('no relays', failure.message);
    return [];
});

async function dial() {
    at('call').disabled = true;
    try {
        if ((await line.refreshPeers()).length === 0) {
            trouble('Nobody is here yet: wait until the other side has opened the link.');
            return;
        }
        await openMedia();
        const next = new Call(line, key, null, line.guest.conversation_id);
        fresh(next);
        await next.dial(media.stream, await relays());
    } catch (failure) {
        console.error('the call could not begin', failure);
        trouble(`The call could not begin (${failure.message}): load this page again.`);
    } finally {
        at('call').disabled = false;
    }
}

async function accept() {
    const taken = call;
    await openMedia();
    order = order.then(() => taken.accept(media.stream)).catch((failure) => {
        console.error('the call could not be answered', failure);
        taken.hangUp('media_failed');
    });
}

const describe = () => report({ steps, call, figures, room, line });

at('call').addEventListener('click', dial);
at('accept').addEventListener('click', accept);
at('decline').addEventListener('click', () => call.decline());
at('hangup').addEventListener('click', () => call.hangUp());
at('mute').addEventListener('click', () => toggle('mute', 'audio'));
at('camera').addEventListener('click', () => toggle('camera', 'video'));
at('save').addEventListener('click', async () => save(await describe()));
addEventListener('pagehide', () => call?.hangUp());
addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    const id = { m: 'mute', v: 'camera' }[event.key];
    if (id && !at(id).hidden) {
        at(id).click();
    }
});

window.callvault = { line, report: describe, call: null, eye: null, ear: null, openMedia };
begin();
