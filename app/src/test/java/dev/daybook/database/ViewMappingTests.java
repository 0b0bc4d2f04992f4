package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.support.TestDatabase;
import dev.daybook.users.PersonalData;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.JdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ViewMappingTests {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Delivery DELIVERED =
            new Delivery(new Address("1 Mill Lane", null), new Parcel("T-1", 2), NOON.plusSeconds(60));
    private static final Payment PAID = new Payment(new BigDecimal("12.5000"), Currency.getInstance("EUR"), true, null);

    private final JdbcCustomConversions conversions =
            new CurrencyConversions().jdbcCustomConversions(JdbcPostgresDialect.INSTANCE);
    private final JdbcMappingContext context = context(conversions);
    private final ViewMapping<ParcelView> mapping = new ViewMappings(context).of(ParcelView.class);
    private Connection connection;
    private JdbcClient jdbc;
    private JdbcAggregateTemplate springData;

    enum Size {
        SMALL,
        LARGE
    }

    record Address(
            @PersonalData @Nullable String street, @Nullable String city) {}

    record Parcel(String code, int pieces) {}

    record Delivery(
            @PersonalData @Embedded.Empty(prefix = "address_")
            Address address,

            @Embedded.Nullable(prefix = "parcel_") @Nullable Parcel parcel,
            @Nullable Instant deliveredAt) {}

    record Payment(
            BigDecimal amount,
            Currency currency,
            boolean settled,
            @Nullable Long receipt) {}

    @Table("parcels")
    record ParcelView(
            @Id UUID id,
            long version,
            @PersonalData @Nullable String recipient,
            int weight,
            boolean fragile,
            Size size,
            @Nullable Size former,
            BigDecimal price,
            Instant createdAt,
            @Nullable UUID orderId,
            @Embedded.Empty Delivery delivery,

            @Embedded.Nullable(prefix = "payment_") @Nullable Payment payment) {}

    record Shortened(@Id UUID id, short weight) {}

    @BeforeEach
    void there_are_parcels() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        var database = new SingleConnectionDataSource(connection, true);
        jdbc = JdbcClient.create(database);
        springData = springData(database);
        jdbc.sql("""
                create temporary table parcels (
                    "payment_receipt" bigint, "payment_settled" boolean, "payment_currency" text, "payment_amount" numeric(19, 4),
                    "delivered_at" timestamptz, "parcel_pieces" int, "parcel_code" text,
                    "address_city" text, "address_street" text, "order_id" uuid, "created_at" timestamptz,
                    "price" numeric(19, 4), "former" text, "size" text, "fragile" boolean, "weight" int,
                    "recipient" text, "version" bigint, "id" uuid)""").update();
    }

    @AfterEach
    void the_parcels_go() throws SQLException {
        connection.close();
    }

    @Test
    void columns_have_the_names_of_spring_data_in_the_order_of_the_components() {
        assertThat(mapping.tableName()).isEqualTo("parcels");
        assertThat(mapping.columnNames())
                .containsExactly(
                        "id",
                        "version",
                        "recipient",
                        "weight",
                        "fragile",
                        "size",
                        "former",
                        "price",
                        "created_at",
                        "order_id",
                        "address_street",
                        "address_city",
                        "parcel_code",
                        "parcel_pieces",
                        "delivered_at",
                        "payment_amount",
                        "payment_currency",
                        "payment_settled",
                        "payment_receipt");
    }

    @Test
    void columns_are_personal_by_their_own_mark_or_that_of_the_record_they_are_embedded_in() {
        assertThat(mapping.personalColumns()).containsExactlyInAnyOrder("recipient", "address_street", "address_city");
    }

    @Test
    void a_property_of_an_embedded_record_is_named_by_its_path() {
        assertThat(mapping.field("delivery.parcel.pieces", Integer.class))
                .isEqualTo(DSL.field(DSL.name("parcels", "parcel_pieces"), Integer.class));
        assertThat(mapping.field("delivery.deliveredAt", OffsetDateTime.class).getType())
                .isEqualTo(OffsetDateTime.class);
        assertThat(mapping.id()).isEqualTo(mapping.field("id", UUID.class));
    }

    @Test
    void a_copied_row_is_what_spring_data_reads() throws Exception {
        for (var parcel : parcels()) {
            copy(parcel);
            assertThat(springData.findById(mapping.idOf(parcel), ParcelView.class))
                    .isEqualTo(parcel);
        }
    }

    @Test
    void a_row_that_spring_data_has_written_is_read_the_same() {
        for (var parcel : parcels()) {
            springData.insert(parcel);
            assertThat(read(parcel.id())).isEqualTo(parcel);
        }
    }

    @Test
    void an_empty_embedded_record_within_a_null_one_is_no_value() throws Exception {
        record Outer(@Embedded.Empty(prefix = "address_") Address address) {}
        @Table("parcels")
        record Nested(
                @Id UUID id, @Embedded.Nullable @Nullable Outer outer) {}
        copy(parcel(null, new Delivery(new Address(null, null), null, null)));
        var nested = new ViewMappings(context).of(Nested.class);
        var query = DSL.select(nested.fields()).from(nested.table());
        assertThat(jdbc.sql(query.getSQL()).query(nested).single().outer()).isNull();
    }

    @Test
    void null_is_no_number() throws Exception {
        copy(parcel(null, DELIVERED));
        jdbc.sql("update parcels set weight = null").update();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read(
                        jdbc.sql("select id from parcels").query(UUID.class).single()))
                .withCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void a_type_that_no_column_has_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ViewMappings(context).of(Shortened.class))
                .withMessageContaining("Short");
    }

    private static List<ParcelView> parcels() {
        var nowhere = new Delivery(new Address(null, null), null, null);
        return List.of(
                parcel(null, nowhere),
                parcel("Ada\t\\N\n", DELIVERED),
                parcel("Ada", nowhere, PAID),
                parcel(null, new Delivery(new Address(null, "Bath"), null, NOON), PAID));
    }

    private static ParcelView parcel(@Nullable String recipient, Delivery delivery) {
        return new ParcelView(
                UUID.randomUUID(),
                1L << 40,
                recipient,
                500,
                true,
                Size.LARGE,
                null,
                new BigDecimal("3.1400"),
                NOON,
                null,
                delivery,
                null);
    }

    private static ParcelView parcel(@Nullable String recipient, Delivery delivery, Payment payment) {
        return new ParcelView(
                UUID.randomUUID(),
                0,
                recipient,
                0,
                false,
                Size.SMALL,
                Size.LARGE,
                new BigDecimal("0.0000"),
                NOON,
                UUID.randomUUID(),
                delivery,
                payment);
    }

    private void copy(ParcelView parcel) throws Exception {
        var rows = new CopyText();
        rows.add(mapping.valuesOf(parcel));
        var columns = String.join(", ", mapping.columnNames());
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy parcels (%s) from stdin".formatted(columns), rows.bytes());
    }

    private ParcelView read(UUID id) {
        var query = DSL.select(mapping.fields())
                .from(mapping.table())
                .where(mapping.id().eq(id));
        return jdbc.sql(query.getSQL())
                .params(query.getBindValues())
                .query(mapping)
                .single();
    }

    private static JdbcMappingContext context(JdbcCustomConversions conversions) {
        var context = new JdbcMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        return context;
    }

    private JdbcAggregateTemplate springData(SingleConnectionDataSource database) {
        var converter =
                new MappingJdbcConverter(context, (_, _) -> List.of(), conversions, JdbcTypeFactory.unsupported());
        return new JdbcAggregateTemplate(
                converter,
                new DataAccessStrategyFactory(
                                converter,
                                new NamedParameterJdbcTemplate(database),
                                JdbcPostgresDialect.INSTANCE,
                                QueryMappingConfiguration.EMPTY)
                        .create());
    }
}
