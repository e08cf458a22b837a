package io.callvault.desktop.chaos.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known after a run.
 *
 * @param attempted A: texts by room, in the order in which each device was asked for them
 * @param stored texts that their device told to be in its outbox, or sent
 * @param acknowledged K: texts that their device told to be acknowledged
 * @param poisoned texts whose signature does not fit: their place is kept on every device but their own, and they are not shown
 * @param changes what was asked and told of edits and deletes
 * @param membership each room and the devices of its members
 * @param devices what each device has: R
 * @param servers what the server has, as each person sees it
 */
public record Evidence(
        Map<String, List<String>> attempted,
        Set<String> stored,
        Set<String> acknowledged,
        Set<String> poisoned,
        Changes changes,
        Map<String, List<String>> membership,
        List<Dump> devices,
        List<Dump> servers) {

    /**
     * Edits and deletes for everyone.
     *
     * @param edits every edit that was asked for, and the text it is of
     * @param stored edits that their device told to be in its outbox, or sent
     * @param acknowledged edits that a device told to have their place on the server
     * @param names of texts, by the client's own id, as devices told them
     * @param takenBack texts whose delete is told to be in an outbox or on the server, or that were thrown away unsent
     */
    public record Changes(
            Map<String, String> edits,
            Set<String> stored,
            Set<String> acknowledged,
            Map<String, String> names,
            Set<String> takenBack) {}
}
