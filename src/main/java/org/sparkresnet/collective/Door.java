package org.sparkresnet.collective;

import io.netty.channel.Channel;
import java.io.IOException;
import java.util.List;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.TransportConf;

/** Where this worker listens: one address of its own, any free port, nobody without the secret. */
final class Door implements AutoCloseable {
    private final Visitors visitors;
    private final TransportContext context;
    private final TransportServer server;
    private final WorkerAddress address;

    /** Listens on {@code host}, which must be an address of this machine. */
    Door(Group group, String host, TransportConf settings, String secret) throws IOException {
        visitors = new Visitors(group, settings.authRTTimeoutMs());
        context = new TransportContext(settings, visitors);
        server = listen(host, new AuthServerBootstrap(settings, TransportSettings.holder(secret)));
        address = new WorkerAddress(host, server.getPort());
    }

    WorkerAddress address() {
        return address;
    }

    /** Closes all connections; when this returns, nothing is written to anybody's buffers any more. */
    @Override
    public void close() {
        server.close();
        visitors.channels().forEach(Channel::close);
        visitors.channels().forEach(channel -> channel.closeFuture().awaitUninterruptibly());
        context.close();
    }

    private TransportServer listen(String host, AuthServerBootstrap authentication) throws IOException {
        try {
            return context.createServer(host, 0, List.of(authentication));
        } catch (Exception e) {
            // Netty throws BindException and its like undeclared.
            throw new IOException("cannot listen on " + host + ": " + e.getMessage(), e);
        }
    }
}
