package org.sparkresnet.prepare.source;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** A layout of source data with the settings that concern it alone: what a package of layouts shows to the outside. */
public interface SourceLayout {

    /**
     * The source at a place; looks at names of files only.
     *
     * @param place a file or folder, any Hadoop URI: what {@code prepare.source} says
     * @throws org.sparkresnet.config.InvalidInputException if there is no such source
     */
    Source open(String place, JavaSparkContext context);

    /** Settings of this layout that bear on the records, by the last word of their key; they go into the manifest. */
    default Map<String, String> options() {
        return Map.of();
    }
}
