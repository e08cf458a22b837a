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
 * @param membership each room and the devices of its members
 * @param devices what each device has: R
 * @param servers what the server has, as each person sees it
 */
public record Evidence(
        Map<String, List<String>> attempted,
        Set<String> stored,
        Set<String> acknowledged,
        Set<String> poisoned,
        Map<String, List<String>> membership,
        List<Dump> devices,
        List<Dump> servers) {}
