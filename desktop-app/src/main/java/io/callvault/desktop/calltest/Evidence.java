package io.callvault.desktop.calltest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands beside the outcomes: for the report. Holds names and addresses until {@code report.Masking} took them out.
 *
 * @param devices as the system names them
 */
public record Evidence(List<Device> devices, List<CandidateFound> candidates, Optional<CallTrace> call) {
    public static final Evidence NONE = new Evidence(List.of(), List.of(), Optional.empty());

    /** @param kind microphone, speaker or camera */
    public record Device(String kind, String name) {}

    /** Both together. */
    public Evidence and(Evidence more) {
        List<Device> allDevices = new ArrayList<>(devices);
        allDevices.addAll(more.devices);
        List<CandidateFound> allCandidates = new ArrayList<>(candidates);
        allCandidates.addAll(more.candidates);
        return new Evidence(List.copyOf(allDevices), List.copyOf(allCandidates), more.call.or(() -> call));
    }
}
