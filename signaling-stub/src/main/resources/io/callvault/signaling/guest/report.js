// The report of a call: what was found, without addresses and names.

import { base64url, sha256, utf8 } from './bytes.js';

const VERSION = 1;

/** call may be null when none was made yet */
export async function report({ steps, call, figures, room, line }) {
    return {
        report: 'callvault-guest-call',
        version: VERSION,
        made_at: new Date().toISOString(),
        // The same at both ends, so that two reports can be laid side by side.
        call: call ? base64url(await sha256(utf8(call.id))) : '',
        direction: call ? (call.incoming ? 'incoming' : 'outgoing') : '',
        room: room === 'echo' ? 'echo' : 'link',
        verdict: verdict(steps.results),
        end_reason: call?.reason ?? '',
        steps: steps.results,
        timeline: call ? relative(call.marks) : {},
        server: { host: location.host, clock_offset_ms: Math.round(line.clockOffset), round_trip_ms: Math.round(line.roundTrip) },
        browser: {
            agent: navigator.userAgent,
            language: navigator.language,
            network: navigator.connection ? { type: navigator.connection.effectiveType, round_trip_ms: navigator.connection.rtt } : null,
        },
        seconds: figures?.seconds ?? [],
    };
}

/** The worst result, and the first step that has it. */
export function verdict(results) {
    for (const result of ['fail', 'warn']) {
        const found = Object.entries(results).find(([, step]) => step.result === result);
        if (found) {
            return { result, step: found[0] };
        }
    }
    return { result: 'ok', step: '' };
}

function relative(marks) {
    const first = Math.min(...Object.values(marks));
    return Object.fromEntries(Object.entries(marks).map(([name, at]) => [name, Math.round(10 * (at - first)) / 10]));
}

export function save(json) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(json, null, 2)], { type: 'application/json' }));
    link.download = `call-test-${json.made_at.replaceAll(':', '-').slice(0, 19)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
