package io.callvault.signaling.store;

import io.callvault.model.id.IdGenerator;

/**
 * What tables need besides a connection.
 *
 * @param ids makes the ids of events
 * @param told clamps what is read; the writer reads its own rows, so its own one is always empty
 * @param held where the writer notes what is not yet on disk
 * @param epoch under which events are made
 * @param seal makes and knows the ids of events
 * @param keepEvents how many events of each user are kept
 */
record TableContext(IdGenerator ids, Durable told, Durable held, Epoch epoch, EventSeal seal, long keepEvents) {}
