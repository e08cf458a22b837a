package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Ann with two devices, Ben and Cyd with one, their two chats and their group. */
final class Cast implements AutoCloseable {

    /** Each device and whose it is. */
    static final Map<String, String> DEVICES = new LinkedHashMap<>();

    /** Each room and who is in it, as the plan names them. */
    static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

    static {
        DEVICES.put("a1", "ann");
        DEVICES.put("a2", "ann");
        DEVICES.put("b1", "ben");
        DEVICES.put("c1", "cyd");
        ROOMS.put("ann+ben", List.of("ann", "ben"));
        ROOMS.put("ann+ben+cyd", List.of("ann", "ben", "cyd"));
        ROOMS.put("ann+cyd", List.of("ann", "cyd"));
    }

    private static final Duration MEETING = Duration.ofSeconds(30);

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, String> rooms = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Ledger ledger;

    /** @param server the server's port on loopback, asked anew for each connection */
    Cast(Settings settings, IntSupplier server, Ledger ledger) throws IOException {
        this.ledger = ledger;
        for (Map.Entry<String, String> entry : DEVICES.entrySet()) {
            FaultProxy proxy =
                    new FaultProxy(server, settings.seed() + entry.getKey().hashCode());
            Path work = settings.work();
            String broken = settings.broken().client();
            devices.put(entry.getKey(), new Device(entry.getKey(), entry.getValue(), work, broken, proxy, ledger));
        }
    }

    List<String> audiences() {
        return devices.values().stream()
                .map(device -> device.proxy().audience())
                .toList();
    }

    List<Device> devices() {
        return List.copyOf(devices.values());
    }

    Device device(String name) {
        Device found = devices.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no device " + name);
        }
        return found;
    }

    /** The id of a room of the plan. */
    String room(String name) {
        String found = rooms.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no room " + name);
        }
        return found;
    }

    String recoveryKey(String handle) {
        return String.valueOf(keys.get(handle));
    }

    /** Signs everybody up, makes them know each other, and finds their rooms. */
    void meet() {
        devices().forEach(Device::launch);
        devices().forEach(Device::awaitReady);
        keys.put("ann", device("a1").ask("signup ann"));
        device("a2").ask("recover " + recoveryKey("ann"));
        keys.put("ben", device("b1").ask("signup ben"));
        keys.put("cyd", device("c1").ask("signup cyd"));
        device("a1").ask("invite ben");
        device("a1").ask("invite cyd");
        insist("b1", "accept ann");
        insist("c1", "accept ann");
        find("a1", "DIRECT:ben", "ann+ben");
        find("a1", "DIRECT:cyd", "ann+cyd");
        insist("a1", "group Everybody ben cyd");
        find("a1", "GROUP:ben+cyd", "ann+ben+cyd");
        devices().forEach(this::awaitRooms);
        devices().forEach(Device::settled);
    }

    /** A device whose database was made anew knows its rooms only after the snapshot; before, it cannot take a text. */
    void awaitRooms(Device device) {
        for (String room : roomsOf(device)) {
            until(device.name() + " sees " + room, () -> {
                try {
                    return device.ask("conversations").contains(room(room));
                } catch (IllegalStateException e) {
                    // The read that meets the damage fails; it is what makes the database anew.
                    return false;
                }
            });
        }
    }

    /** The rooms of the plan that the device's person is in. */
    static List<String> roomsOf(Device device) {
        return roomsOf(device.handle());
    }

    static List<String> roomsOf(String handle) {
        List<String> found = new ArrayList<>();
        ROOMS.forEach((room, members) -> {
            if (members.contains(handle)) {
                found.add(room);
            }
        });
        return found;
    }

    /** Ids of rooms and the devices of their members. */
    Map<String, List<String>> membership() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        rooms.forEach((name, id) -> found.put(
                id,
                devices().stream()
                        .filter(device -> roomsOf(device).contains(name))
                        .map(Device::name)
                        .toList()));
        return found;
    }

    private void find(String device, String mark, String room) {
        until("the room " + room, () -> {
            for (String entry : device(device).ask("conversations").split(" ")) {
                if (entry.endsWith(":" + mark)) {
                    rooms.put(room, entry.substring(0, entry.indexOf(':')));
                }
            }
            return rooms.containsKey(room);
        });
    }

    /** What depends on an event that is still under way. */
    private void insist(String device, String command) {
        until(device + " " + command, () -> {
            try {
                device(device).ask(command);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    private void until(String what, BooleanSupplier condition) {
        if (!ledger.await(MEETING, condition)) {
            throw new IllegalStateException("it never came to be: " + what);
        }
    }

    @Override
    public void close() {
        devices.values().forEach(Device::close);
    }
}
