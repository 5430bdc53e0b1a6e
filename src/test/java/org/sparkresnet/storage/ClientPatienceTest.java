package org.sparkresnet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ClientPatienceTest {
    private static final String RETRIES = "ipc.client.connect.max.retries.on.timeouts";

    @Test
    void hadoopsOwnDefaultsAreBoundedToSeconds() {
        Configuration defaults = new Configuration();
        assertThat(defaults.getInt(RETRIES, 0)).isEqualTo(45);
        Configuration bounded = new Configuration();
        ClientPatience.bounds(defaults).forEach(bounded::set);
        int milliseconds = bounded.getInt("ipc.client.connect.timeout", 0) * (1 + bounded.getInt(RETRIES, 0));
        assertThat(milliseconds).isBetween(5_000, 15_000);
    }

    @Test
    void whatThePersonsSiteFileSaysStays() {
        Configuration site = new Configuration();
        String page =
                "<configuration><property><name>" + RETRIES + "</name><value>45</value></property></configuration>";
        site.addResource(new ByteArrayInputStream(page.getBytes(UTF_8)), "core-site.xml");
        assertThat(ClientPatience.bounds(site)).doesNotContainKey(RETRIES).containsKey("ipc.client.connect.timeout");
    }

    @Test
    void whatWasSetInTheProgramStays() {
        Configuration configuration = new Configuration();
        configuration.set(RETRIES, "7");
        assertThat(ClientPatience.bounds(configuration)).doesNotContainKey(RETRIES);
    }
}
