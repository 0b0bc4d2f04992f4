package dev.daybook.database;

import java.util.Currency;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;

/** Stores a currency as its code, so that money can be embedded in a read model. */
@Configuration(proxyBeanMethods = false)
class CurrencyConversions {
    @Bean
    JdbcCustomConversions jdbcCustomConversions(JdbcDialect dialect) {
        return JdbcCustomConversions.of(dialect, List.of(Writer.INSTANCE, Reader.INSTANCE));
    }

    @WritingConverter
    private enum Writer implements Converter<Currency, String> {
        INSTANCE;

        @Override
        public String convert(Currency currency) {
            return currency.getCurrencyCode();
        }
    }

    @ReadingConverter
    private enum Reader implements Converter<String, Currency> {
        INSTANCE;

        @Override
        public Currency convert(String code) {
            return Currency.getInstance(code);
        }
    }
}
