package org.sparkresnet.prepare.source.imagenet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.SourceFiles;
import org.sparkresnet.prepare.source.picture.FileNames;
import org.sparkresnet.prepare.source.tar.TarArchive;
import org.sparkresnet.prepare.source.tar.TarListing;
import org.sparkresnet.prepare.source.tar.TarMember;

/** The pictures in an archive, told by the last parts of their names. */
final class ArchivedPictures {
    private ArchivedPictures() {}

    /** @throws InvalidInputException if the archive is damaged, or two of its pictures have the same name */
    static List<TarMember> of(TarArchive archive, SourceFiles files) {
        List<TarMember> pictures = TarListing.of(archive, files).stream()
                .filter(member -> !FileNames.isHidden(member.fileName()) && FileNames.isPicture(member.fileName()))
                .toList();
        Set<String> names = new HashSet<>();
        for (TarMember picture : pictures) {
            if (!names.add(picture.fileName())) {
                throw new InvalidInputException(
                        archive + ": holds " + picture.fileName() + " twice; give the archive as downloaded");
            }
        }
        return pictures;
    }
}
