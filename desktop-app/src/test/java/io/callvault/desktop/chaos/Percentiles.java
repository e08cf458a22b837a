package io.callvault.desktop.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usual places in a rising list. */
final class Percentiles {

    private Percentiles() {}

    static Map<String, Double> of(List<Double> rising) {
        Map<String, Double> found = new LinkedHashMap<>();
        if (!rising.isEmpty()) {
            found.put("p50", at(rising, 50));
            found.put("p90", at(rising, 90));
            found.put("p99", at(rising, 99));
            found.put("max", rising.getLast());
        }
        return found;
    }

    private static double at(List<Double> rising, int percent) {
        return rising.get(Math.min(rising.size() - 1, rising.size() * percent / 100));
    }
}
