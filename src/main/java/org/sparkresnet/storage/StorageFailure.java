package org.sparkresnet.storage;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.sparkresnet.config.InvalidInputException;

/** What the failure of a file system means to the person who named the place, and how the person can end it. */
public enum StorageFailure {
    /** The name of the host means nothing. */
    UNKNOWN_HOST(
            "no host has that name",
            "mend the address, or the names that this machine knows",
            List.of(UnknownHostException.class),
            List.of()),
    /** Nobody answers at that address. */
    UNREACHABLE(
            "nobody answers there",
            "start its servers, or mend host and port",
            List.of(
                    ConnectException.class,
                    NoRouteToHostException.class,
                    SocketTimeoutException.class,
                    StandbyException.class),
            List.of()),
    /** The name node starts, or stopped writing to protect itself. */
    SAFE_MODE(
            "the file system takes no changes now",
            "wait until its name node has left safe mode",
            List.of(SafeModeException.class),
            List.of()),
    /** No file system is known by that scheme. */
    UNKNOWN_SCHEME(
            "no file system answers to that scheme",
            "give a local path or a Hadoop URI such as hdfs://host/runs/first, or add the jar of that file system",
            List.of(UnsupportedFileSystemException.class),
            List.of()),
    /** The text cannot be the name of any place. */
    NO_PATH(
            "no path of a file or folder",
            "give a local path or a Hadoop URI such as hdfs://host/runs/first",
            List.of(IllegalArgumentException.class),
            List.of()),
    /** Permission is missing. */
    DENIED(
            "permission is missing",
            "have it granted, or choose another place",
            List.of(AccessControlException.class, AccessDeniedException.class),
            List.of("(Permission denied)", "Read-only file system")),
    /** The disk or a quota is used up. */
    FULL(
            "there is no space left",
            "make space there or raise the quota, then start again",
            List.of(ClusterStorageCapacityExceededException.class),
            List.of("No space left on device", "Disk quota exceeded", "File too large")),
    /** HDFS found no data node for a block. */
    NO_DATA_NODE(
            "no data node takes it: they are full, or not running",
            "make space there or start them, then start again",
            List.of(),
            List.of("could only be written to ")),
    /** The file is there, its content is not. */
    DAMAGED(
            "its content is damaged or lost",
            "copy it there again, or delete it",
            List.of(ChecksumException.class, BlockMissingException.class),
            List.of("Cannot obtain block length")),
    /** A file stands where a folder should be. */
    IN_THE_WAY(
            "a file is in the way",
            "choose another place, or delete the file",
            List.of(ParentNotDirectoryException.class, FileAlreadyExistsException.class),
            List.of("Parent path is not a directory", "(Not a directory)")),
    /** Nothing is there. */
    MISSING("not there", "mend the path", List.of(FileNotFoundException.class), List.of()),
    /** Anything else: what the file system itself says must do. */
    OTHER("the file system failed", "check the address and your permissions", List.of(Throwable.class), List.of());

    /** A chain of causes that is longer than this has no end. */
    private static final int MOST_CAUSES = 20;

    private static final int LONGEST_DETAIL = 300;

    private final String what;
    private final String remedy;
    private final List<Class<? extends Throwable>> types;
    private final List<String> words;

    StorageFailure(String what, String remedy, List<Class<? extends Throwable>> types, List<String> words) {
        this.what = what;
        this.remedy = remedy;
        this.types = types;
        this.words = words;
    }

    /** What a failure means; {@link #OTHER} if that cannot be told. */
    public static StorageFailure of(Throwable failure) {
        return Arrays.stream(values())
                .filter(meaning -> meaning.in(failure).isPresent())
                .findFirst()
                .orElse(OTHER);
    }

    /**
     * The sentence about a place that cannot be used, whatever the reason.
     *
     * @param place key and value, or a path: what the sentence begins with
     */
    public static InvalidInputException refusal(Object place, Throwable failure) {
        StorageFailure meaning = of(failure);
        Throwable reason = meaning.in(failure).orElse(failure);
        return new InvalidInputException(
                (place.equals("") ? "\"\"" : place) + ": " + meaning.what + " (" + detail(reason) + "); "
                        + meaning.remedy,
                failure);
    }

    /**
     * Ends with a sentence if a failure met in the middle of the work is one that the person can end: a full disk, a
     * missing permission, a file system that went away. Otherwise returns, and the failure stays what it is.
     *
     * @param place a path: what the sentence begins with
     * @throws InvalidInputException with the sentence
     */
    public static void refuseIfClear(Object place, Throwable failure) {
        if (failure instanceof InvalidInputException known) {
            throw known;
        }
        switch (of(failure)) {
            case OTHER, MISSING, NO_PATH -> {
                return;
            }
            default -> throw refusal(place, failure);
        }
    }

    /** The throwable among {@code failure} and its causes that has this meaning. */
    private Optional<Throwable> in(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            Throwable plain = cause instanceof RemoteException remote ? remote.unwrapRemoteException() : cause;
            String text = String.valueOf(plain.getMessage());
            if (words.stream().anyMatch(text::contains) || types.stream().anyMatch(type -> type.isInstance(plain))) {
                return Optional.of(plain);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** What servers say is followed by their stack trace or by pages of advice. */
    private static String detail(Throwable reason) {
        String text = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        String brief = text.replaceFirst("; For more details see:.*", "");
        return brief.substring(0, Math.min(LONGEST_DETAIL, brief.length()));
    }
}
