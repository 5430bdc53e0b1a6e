package org.sparkresnet.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.hdfs.protocol.NSQuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkresnet.config.InvalidInputException;

class StorageFailureTest {
    static Stream<Arguments> meanings() {
        return Stream.of(
                Arguments.of(new UnknownHostException("nowhere"), StorageFailure.UNKNOWN_HOST),
                Arguments.of(new IllegalArgumentException(new UnknownHostException("x")), StorageFailure.UNKNOWN_HOST),
                Arguments.of(new ConnectException("Connection refused"), StorageFailure.UNREACHABLE),
                Arguments.of(new NoRouteToHostException("No route"), StorageFailure.UNREACHABLE),
                Arguments.of(new SocketTimeoutException("5000 millis"), StorageFailure.UNREACHABLE),
                Arguments.of(remote(StandbyException.class), StorageFailure.UNREACHABLE),
                Arguments.of(remote(SafeModeException.class), StorageFailure.SAFE_MODE),
                Arguments.of(new UnsupportedFileSystemException("s4"), StorageFailure.UNKNOWN_SCHEME),
                Arguments.of(new IllegalArgumentException("a:b"), StorageFailure.NO_PATH),
                Arguments.of(remote(AccessControlException.class), StorageFailure.DENIED),
                Arguments.of(new AccessDeniedException("/x"), StorageFailure.DENIED),
                Arguments.of(new FileNotFoundException("/x (Permission denied)"), StorageFailure.DENIED),
                Arguments.of(new FileNotFoundException("/x (Read-only file system)"), StorageFailure.DENIED),
                Arguments.of(new DSQuotaExceededException("The DiskSpace quota"), StorageFailure.FULL),
                Arguments.of(remote(NSQuotaExceededException.class), StorageFailure.FULL),
                Arguments.of(new IOException("No space left on device"), StorageFailure.FULL),
                Arguments.of(
                        new RemoteException("java.io.IOException", "File /x could only be written to 0 of the 1"),
                        StorageFailure.NO_DATA_NODE),
                Arguments.of(new ChecksumException("/x at 0", 0), StorageFailure.DAMAGED),
                Arguments.of(new BlockMissingException("/x", "Could not obtain block", 0), StorageFailure.DAMAGED),
                Arguments.of(new ParentNotDirectoryException("/x"), StorageFailure.IN_THE_WAY),
                Arguments.of(new FileNotFoundException("/x"), StorageFailure.MISSING),
                Arguments.of(new IOException((String) null), StorageFailure.OTHER));
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void failureIsUnderstoodByItselfAndAsACause(Exception failure, StorageFailure meaning) {
        assertThat(StorageFailure.of(failure)).isEqualTo(meaning);
        assertThat(StorageFailure.of(new IOException("wrapped", failure))).isEqualTo(meaning);
    }

    @Test
    void sentenceNamesPlaceReasonAndRemedyWithoutTheStackTraceOfTheServer() {
        IOException failure = new AccessControlException(
                "Permission denied: user=ann, access=WRITE, inode=\"/\":hdfs:hdfs:drwxr-xr-x\n\tat org.apache.Hadoop");
        assertThat(StorageFailure.refusal("run.output = hdfs://h/x", failure))
                .hasMessage("run.output = hdfs://h/x: permission is missing (Permission denied: user=ann, access=WRITE,"
                        + " inode=\"/\":hdfs:hdfs:drwxr-xr-x); have it granted, or choose another place")
                .hasCause(failure);
    }

    @Test
    void causesThatGoRoundEnd() {
        IOException first = new IOException("first");
        first.initCause(new IOException("second", first));
        assertThat(StorageFailure.of(first)).isEqualTo(StorageFailure.OTHER);
    }

    @Test
    void onlyWhatIsClearIsRefusedInTheMiddleOfTheWork() {
        for (Exception unclear : new Exception[] {
            new IOException("Broken pipe"), new FileNotFoundException("/x"), new IllegalArgumentException("a defect")
        }) {
            assertThatCode(() -> StorageFailure.refuseIfClear("/x", unclear)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> StorageFailure.refuseIfClear(
                        "/x", new IOException("Disk quota exceeded", new UncheckedIOException(new IOException("x")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "/x: there is no space left (Disk quota exceeded); make space there or raise the quota, then"
                                + " start again");
        InvalidInputException said = new InvalidInputException("said already");
        assertThatThrownBy(() -> StorageFailure.refuseIfClear("/x", said)).isSameAs(said);
    }

    private static RemoteException remote(Class<? extends IOException> type) {
        return new RemoteException(type.getName(), "the server said so");
    }
}
