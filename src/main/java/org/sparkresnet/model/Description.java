package org.sparkresnet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sparkresnet.compute.Backend;
import org.sparkresnet.config.Settings;
import org.sparkresnet.image.PictureShape;

/**
 * What the command {@code describe} says of an architecture.
 *
 * @param input pictures that go in
 * @param classes logits that come out, at least 1
 * @param microBatch pictures for whose training memory is told
 */
public record Description(Architecture architecture, PictureShape input, int classes, Backend backend, int microBatch) {
    /** Pictures that are larger cannot be made: the limit of padding. */
    private static final int LARGEST_SIDE = 8192;

    /** Reads the blocks {@code model} and {@code describe}; what is wrong is collected in {@code settings}. */
    public static Description from(Settings settings) {
        Architecture architecture = Architecture.from(settings);
        Settings block = settings.at("describe");
        PictureShape usual = architecture.paperInput();
        int channels = block.optionalPositiveInt("channels").orElse(usual.channels());
        block.require(channels == 1 || channels == 3, "channels", "pictures are grey or RGB; use 1 or 3");
        return new Description(
                architecture,
                new PictureShape(
                        channels,
                        side(block, "height", usual.height(), architecture.smallestSide()),
                        side(block, "width", usual.width(), architecture.smallestSide())),
                block.optionalPositiveInt("classes").orElse(architecture.paperClasses()),
                settings.at("compute").choice("backend", Backend.class),
                settings.at("data").positiveInt("micro-batch"));
    }

    /** The stages as in table 1 of the paper, below them the totals; then the totals for programs, on the last line. */
    public String text() {
        NetworkSummary summary = summary();
        long passBytes = architecture.network(input, classes).passBytes(backend, microBatch);
        return table(summary, passBytes) + System.lineSeparator() + json(summary, passBytes);
    }

    private String table(NetworkSummary summary, long passBytes) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("stage", "output", "layers", "parameters", "multiply-adds"));
        for (NetworkSummary.Row row : summary.rows()) {
            cells.add(List.of(
                    row.stage(),
                    row.output(),
                    row.text(),
                    grouped(row.trainableParameters()),
                    grouped(row.multiplyAdds())));
        }
        cells.add(List.of("total", "", "", grouped(summary.trainableParameters()), grouped(summary.multiplyAdds())));
        return "%s for pictures of %s and %d classes%n%n%s%n%s%n%s%n%s%n"
                .formatted(
                        architecture.title(),
                        input,
                        classes,
                        aligned(cells),
                        "parameters with running means and variances: " + grouped(summary.parameters()),
                        "activations of all layers for one picture: " + grouped(summary.activationsPerImage()),
                        memory(summary, passBytes));
    }

    private String json(NetworkSummary summary, long passBytes) {
        return String.format(
                Locale.ROOT,
                "{\"network\":\"%s\",\"input\":\"%s\",\"classes\":%d,\"trainableParameters\":%d,\"parameters\":%d,"
                        + "\"multiplyAdds\":%d,\"activationsPerImage\":%d,\"parameterBytes\":%d,\"momentumBytes\":%d,"
                        + "\"microBatch\":%d,\"activationBytesPerImage\":%d}",
                architecture.title(),
                input,
                classes,
                summary.trainableParameters(),
                summary.parameters(),
                summary.multiplyAdds(),
                summary.activationsPerImage(),
                vectorBytes(summary),
                vectorBytes(summary),
                microBatch,
                passBytes / microBatch);
    }

    private String memory(NetworkSummary summary, long passBytes) {
        return "memory of a replica, micro-batches of %d: parameters %s MB, momentum %s MB, gradient %s MB, activations %s MB (%s MB for one picture)"
                .formatted(
                        microBatch,
                        megabytes(vectorBytes(summary)),
                        megabytes(vectorBytes(summary)),
                        megabytes(vectorBytes(summary)),
                        megabytes(passBytes),
                        megabytes(passBytes / microBatch));
    }

    private static long vectorBytes(NetworkSummary summary) {
        return summary.parameters() * Float.BYTES;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }

    /** What the network costs to store and to compute. */
    public NetworkSummary summary() {
        return architecture.network(input, classes).summary();
    }

    private static int side(Settings block, String key, int usual, int smallest) {
        int side = block.optionalPositiveInt(key).orElse(usual);
        block.require(
                side >= smallest && side <= LARGEST_SIDE,
                key,
                "the network takes pictures of " + smallest + " to " + LARGEST_SIDE + " pixels; use " + usual);
        return Math.max(smallest, Math.min(side, LARGEST_SIDE));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Texts to the left, the numbers of the last two columns to the right. */
    private static String aligned(List<List<String>> cells) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : cells) {
            for (int column = 0; column < line.size(); column++) {
                int place = column;
                int width = cells.stream()
                        .mapToInt(other -> other.get(place).length())
                        .max()
                        .orElse(0);
                boolean number = column >= line.size() - 2;
                text.append(column == 0 ? "" : "  ")
                        .append(String.format("%" + (number ? "" : "-") + width + "s", line.get(column)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
