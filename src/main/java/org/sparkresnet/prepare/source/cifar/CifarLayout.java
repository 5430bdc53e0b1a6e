package org.sparkresnet.prepare.source.cifar;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkresnet.config.Settings;
import org.sparkresnet.prepare.source.Source;
import org.sparkresnet.prepare.source.SourceLayout;

/**
 * An archive of CIFAR's binary version, as downloaded.
 *
 * @param version which of them, and which of its labels
 * @param options what the manifest tells of that
 */
public record CifarLayout(CifarVersion version, Map<String, String> options) implements SourceLayout {
    public CifarLayout {
        options = Map.copyOf(options);
    }

    /** CIFAR-10, which leaves no choice. */
    public static CifarLayout ten() {
        return new CifarLayout(CifarVersion.CIFAR_10, Map.of());
    }

    /**
     * CIFAR-100 as {@code cifar-100} says; problems are recorded there.
     *
     * @param prepare the block of that name
     */
    public static CifarLayout hundred(Settings prepare) {
        CifarLabels labels = prepare.at("cifar-100").choice("labels", CifarLabels.class);
        return new CifarLayout(
                CifarVersion.hundred(labels), Map.of("labels", labels.name().toLowerCase(Locale.ROOT)));
    }

    /** @throws org.sparkresnet.config.InvalidInputException if there is no such archive */
    @Override
    public Source open(String place, JavaSparkContext context) {
        return CifarSource.open(place, version, context);
    }
}
