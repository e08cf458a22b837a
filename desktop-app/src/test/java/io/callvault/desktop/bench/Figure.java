package io.callvault.desktop.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one series of measurements came to, in milliseconds.
 *
 * @param runs how many series the medians are of; {@code low} and {@code high} are the lowest and highest median among them
 */
public record Figure(String name, int runs, int values, double p50, double p99, double max, double low, double high) {

    /** The median over the runs of each percentile; the spread is that of the medians. */
    static Figure of(String name, List<long[]> runsOfNanos) {
        double[] p50 = new double[runsOfNanos.size()];
        double[] p99 = new double[runsOfNanos.size()];
        double[] max = new double[runsOfNanos.size()];
        int values = 0;
        for (int i = 0; i < p50.length; i++) {
            long[] sorted = runsOfNanos.get(i).clone();
            Arrays.sort(sorted);
            values += sorted.length;
            p50[i] = sorted[sorted.length / 2] / 1e6;
            p99[i] = sorted[(int) Math.min(sorted.length - 1L, sorted.length * 99L / 100)] / 1e6;
            max[i] = sorted[sorted.length - 1] / 1e6;
        }
        Arrays.sort(p50);
        return new Figure(name, p50.length, values, middle(p50), middle(p99), middle(max), p50[0], p50[p50.length - 1]);
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-58s p50 %9.3f ms   p99 %9.3f ms   max %9.1f ms   (p50 of %d runs: %.3f to %.3f; %d values)",
                name,
                p50,
                p99,
                max,
                runs,
                low,
                high,
                values);
    }
}
