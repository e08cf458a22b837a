package io.callvault.desktop.calltest;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Mean and quantiles of a series; of those with an even count the lower one. */
public record Figures(double mean, double p50, double p95, double min, double max) {

    /** Empty for no values; what is not known (below 0) does not count. */
    public static Optional<Figures> of(Collection<Double> values) {
        double[] known = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> value >= 0)
                .sorted()
                .toArray();
        return known.length == 0
                ? Optional.empty()
                : Optional.of(new Figures(
                        Arrays.stream(known).average().orElse(0),
                        quantile(known, 0.5),
                        quantile(known, 0.95),
                        known[0],
                        known[known.length - 1]));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
