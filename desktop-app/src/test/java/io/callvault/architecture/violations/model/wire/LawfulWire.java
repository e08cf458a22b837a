package io.callvault.architecture.violations.model.wire;

import tools.jackson.databind.json.JsonMapper;

/** Jackson behind its door. */
public record LawfulWire(JsonMapper mapper) {}
