// What is signed, byte for byte as the apps do it (Proofs.java of shared-model), and the keys it is signed with.

import { base64url, fromBase64url, join, long, sha256, utf8, uuidBytes } from './bytes.js';

export const OFFER = 1;
export const ANSWER = 2;

/** How far the time inside a signature may be off, milliseconds. */
const MOST_SKEW_MS = 300_000;

/** A key pair of this visit; the private half cannot leave the browser. */
export async function newKey() {
    const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
    const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
    return { pair, text: base64url(raw) };
}

/** Every a=fingerprint value in its order. */
export function fingerprints(sdp) {
    return sdp.split(/\r?\n/)
        .filter((line) => line.startsWith('a=fingerprint:'))
        .map((line) => line.slice('a=fingerprint:'.length));
}

async function callBytes(terms, role, timestamp, sdp) {
    return join(
        utf8('cv/call/v1\0'),
        uuidBytes(terms.call),
        uuidBytes(terms.conversation),
        uuidBytes(terms.from.user_id),
        uuidBytes(terms.from.device_id),
        uuidBytes(terms.to),
        Uint8Array.of(role),
        long(timestamp),
        await sha256(utf8(fingerprints(sdp).join('\n'))));
}

/** terms: { call, conversation, from: { user_id, device_id }, to: user id } */
export async function signCall(key, terms, role, timestamp, sdp) {
    const bytes = await callBytes(terms, role, timestamp, sdp);
    return base64url(await crypto.subtle.sign({ name: 'Ed25519' }, key.pair.privateKey, bytes));
}

/** Whether the description is signed by that device key, lately. */
export async function verifyCall(deviceKey, terms, role, timestamp, sdp, signature, now) {
    if (Math.abs(now - timestamp) > MOST_SKEW_MS || fingerprints(sdp).length === 0) {
        return false;
    }
    return verify(deviceKey, signature, await callBytes(terms, role, timestamp, sdp));
}

/** Whether the person's identity key certifies the device. */
export async function certified(identityKey, device) {
    const bytes = join(
        utf8('cv/dev/v1\0'),
        uuidBytes(device.user_id),
        uuidBytes(device.device_id),
        fromBase64url(device.device_key),
        long(device.created_ms));
    return verify(identityKey, device.certificate, bytes);
}

async function verify(key, signature, bytes) {
    try {
        const publicKey = await crypto.subtle.importKey('raw', fromBase64url(key), { name: 'Ed25519' }, false, ['verify']);
        return await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, fromBase64url(signature), bytes);
    } catch {
        return false;
    }
}

/** The fingerprint of a certificate as a=fingerprint writes it. */
export async function fingerprintOf(certificate) {
    const hash = await sha256(certificate);
    return 'sha-256 ' + Array.from(hash, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}

export const sameFingerprint = (one, other) => one.toLowerCase() === other.toLowerCase();
