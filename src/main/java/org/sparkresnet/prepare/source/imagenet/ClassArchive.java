package org.sparkresnet.prepare.source.imagenet;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.FirstFew;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.tar.TarArchive;
import org.sparkresnet.prepare.source.tar.TarListing;
import org.sparkresnet.prepare.source.tar.TarMember;

/**
 * The pictures of one class within the archive of the training set.
 *
 * @param wnid of the class
 * @param label of the class
 * @param archive of its pictures
 */
record ClassArchive(String wnid, int label, TarArchive archive) implements Serializable {
    private static final String TAR = ".tar";

    /**
     * The archives of all classes, in the order of the labels; reads a header of each.
     *
     * @param train the archive of the training set
     * @throws InvalidInputException if it is damaged, or has not the classes of the development kit
     */
    static List<ClassArchive> find(TarArchive train, Devkit devkit, Configuration configuration) throws IOException {
        List<TarMember> members;
        try (SourceFiles files = new SourceFiles(configuration)) {
            members = TarListing.of(train, files);
        }
        Map<String, TarMember> byWnid = new TreeMap<>();
        for (TarMember member : members) {
            if (member.fileName().endsWith(TAR) && byWnid.put(wnid(member), member) != null) {
                throw refusal(train, "holds " + member.fileName() + " twice");
            }
        }
        requireClasses(train, byWnid, members, devkit);
        List<ClassArchive> archives = new ArrayList<>();
        byWnid.forEach((wnid, member) -> archives.add(new ClassArchive(wnid, archives.size(), train.inner(member))));
        return archives;
    }

    private static void requireClasses(
            TarArchive train, Map<String, TarMember> byWnid, List<TarMember> members, Devkit devkit) {
        if (byWnid.isEmpty()) {
            List<String> names = members.stream().map(TarMember::fileName).toList();
            throw refusal(
                    train,
                    "holds no archives of classes such as n01440764.tar (found: "
                            + (names.isEmpty() ? "nothing" : FirstFew.of(names)) + ")");
        }
        TreeSet<String> unknown = new TreeSet<>(byWnid.keySet());
        devkit.wnids().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw refusal(
                    train,
                    "holds archives of what is no class in " + devkit.file() + " (" + FirstFew.of(unknown) + ")");
        }
        TreeSet<String> missing = new TreeSet<>(devkit.wnids());
        missing.removeAll(byWnid.keySet());
        if (!missing.isEmpty()) {
            throw refusal(
                    train,
                    "lacks the archives of " + missing.size() + " of the "
                            + devkit.wnids().size() + " classes (" + FirstFew.of(missing) + ")");
        }
    }

    private static String wnid(TarMember member) {
        String name = member.fileName();
        return name.substring(0, name.length() - TAR.length());
    }

    private static InvalidInputException refusal(TarArchive train, String reason) {
        return new InvalidInputException(
                train + ": " + reason + "; give " + ImageNetArchive.TRAIN.fileName() + " as downloaded");
    }
}
