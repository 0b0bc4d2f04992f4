package dev.daybook.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void every_ipv4_address_is_a_client_of_its_own() {
        assertThat(at("203.0.113.7")).isEqualTo(at("203.0.113.7")).isNotEqualTo(at("203.0.113.8"));
    }

    @Test
    void an_ipv6_network_of_64_bits_is_one_client() {
        assertThat(at("2001:db8:1:2::7"))
                .isEqualTo(at("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(at("2001:db8:1:3::7"));
    }

    @Test
    void an_ipv4_address_is_the_same_written_as_ipv6() {
        assertThat(at("::ffff:203.0.113.7")).isEqualTo(at("203.0.113.7"));
    }

    @Test
    void the_port_does_not_matter() {
        assertThat(ClientAddress.of(new InetSocketAddress("203.0.113.7", 1))).isEqualTo(at("203.0.113.7"));
    }

    @Test
    void requests_without_an_address_count_as_one_client() {
        assertThat(ClientAddress.of(null))
                .isEqualTo(ClientAddress.of(InetSocketAddress.createUnresolved("nowhere", 80)))
                .isNotEqualTo(at("203.0.113.7"));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.of(new InetSocketAddress(address, 80));
    }
}
