package org.sparkresnet.prepare.source.webdataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.tar.TarArchive;
import org.sparkresnet.prepare.source.tar.TarMember;

/**
 * What an archive holds under one key. The key of {@code a/b.left.jpg} is {@code a/b}, its kind is {@code left.jpg}.
 *
 * @param key path within the archive up to the first dot of its last part
 * @param parts by kind, in small letters
 */
record WebSample(String key, Map<String, TarMember> parts) {

    /**
     * Puts together what belongs together. Files without a key, those whose names begin with a dot or have none, are
     * passed over.
     *
     * @param members of the archive, in their order
     * @param archive for messages
     * @throws InvalidInputException if a key has the same kind twice, or its files are not beside each other
     */
    static List<WebSample> group(List<TarMember> members, TarArchive archive) {
        List<WebSample> samples = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (TarMember member : members) {
            String file = member.fileName();
            int dot = file.indexOf('.');
            if (dot <= 0) {
                continue;
            }
            String key = member.name().substring(0, member.name().length() - file.length() + dot);
            if (samples.isEmpty() || !samples.get(samples.size() - 1).key().equals(key)) {
                require(keys.add(key), archive, "the files of key " + key + " do not stand beside each other");
                samples.add(new WebSample(key, new TreeMap<>()));
            }
            String kind = file.substring(dot + 1).toLowerCase(Locale.ROOT);
            TarMember before = samples.get(samples.size() - 1).parts().put(kind, member);
            require(before == null, archive, "holds " + key + "." + kind + " twice");
        }
        return samples;
    }

    private static void require(boolean condition, TarArchive archive, String sentence) {
        if (!condition) {
            throw new InvalidInputException(
                    archive + ": " + sentence + "; write it again as WebDataset's TarWriter does, key by key");
        }
    }
}
