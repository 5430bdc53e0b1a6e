package org.sparkresnet.collective;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between two workers and keeps what goes towards {@code target}. */
final class RecordingProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordingProxy.class);

    private final ServerSocket door;
    private final WorkerAddress target;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();

    RecordingProxy(WorkerAddress target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 1, InetAddress.getByName(Workers.HOST));
        run(this::serveOne);
    }

    WorkerAddress address() {
        return new WorkerAddress(Workers.HOST, door.getLocalPort());
    }

    byte[] recorded() {
        synchronized (record) {
            return record.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serveOne() throws IOException {
        try (Socket from = door.accept();
                Socket to = new Socket(target.host(), target.port())) {
            Thread back = run(() -> copy(to.getInputStream(), from.getOutputStream(), false));
            copy(from.getInputStream(), to.getOutputStream(), true);
            to.shutdownOutput();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream from, OutputStream to, boolean keep) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (keep) {
                synchronized (record) {
                    record.write(buffer, 0, read);
                }
            }
            to.write(buffer, 0, read);
        }
    }

    private static Thread run(Copying copying) {
        Thread thread = new Thread(() -> {
            try {
                copying.run();
            } catch (SocketException e) {
                log.debug("A worker has closed its end; what was recorded stays", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Copying {
        void run() throws IOException;
    }
}
