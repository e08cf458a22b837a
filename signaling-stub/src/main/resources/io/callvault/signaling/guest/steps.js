// The check list: what has to work for a call, in its order, each with a result in plain words.

const STEPS = [
    ['browser', 'This browser'],
    ['devices', 'Microphone and camera'],
    ['server', 'The server'],
    ['answer', 'The other side answers'],
    ['proof', 'It is really them'],
    ['path', 'A path between you'],
    ['keys', 'Nobody in between'],
    ['sound', 'You hear them'],
    ['picture', 'You see them'],
];

export class Steps {
    #list;
    #items = new Map();
    /** For the report: name → { result, words, at }. */
    results = {};

    constructor(list) {
        this.#list = list;
        for (const [name, title] of STEPS) {
            const item = document.createElement('li');
            item.dataset.step = name;
            const text = document.createElement('div');
            const note = document.createElement('span');
            text.append(title, note);
            item.append(text);
            list.append(item);
            this.#items.set(name, { item, note });
        }
    }

    /** result: busy, ok, warn or fail */
    set(name, result, words = '') {
        const { item, note } = this.#items.get(name);
        item.dataset.result = result;
        note.textContent = words;
        this.results[name] = { result, words, at: Date.now() };
    }

    result(name) {
        return this.results[name]?.result ?? '';
    }

    /** What a new call does again. */
    clear() {
        for (const name of ['answer', 'proof', 'path', 'keys', 'sound', 'picture']) {
            const { item, note } = this.#items.get(name);
            delete item.dataset.result;
            note.textContent = '';
            delete this.results[name];
        }
    }
}
