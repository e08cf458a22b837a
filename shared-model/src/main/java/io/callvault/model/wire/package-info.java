/**
 * What travels: frames, events, HTTP bodies, problem documents, and their limits (PROTOCOL.md, CVP/1). The only importer of
 * Jackson: everybody else sees records. Parsers are bounded, take no duplicate keys and no missing fields, and ignore unknown
 * ones. Stateless, any thread.
 */
@NullMarked
package io.callvault.model.wire;

import org.jspecify.annotations.NullMarked;
