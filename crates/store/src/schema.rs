//! The tables, as `migrations/` makes them.

#![allow(missing_docs)]

diesel::table! {
    county (slug) {
        slug -> Text,
        name -> Text,
        note -> Nullable<Text>,
        writes -> BigInt,
    }
}

diesel::table! {
    organ (county, id) {
        county -> Text,
        id -> Text,
        name -> Text,
        short -> Text,
        level -> Text,
        parent -> Nullable<Text>,
        code -> Text,
        contacts -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    account (county, id) {
        county -> Text,
        id -> Text,
        login -> Text,
        name -> Text,
        organ -> Text,
        roles -> Text,
        password_hash -> Text,
        active -> Bool,
        failures -> BigInt,
        locked_until -> BigInt,
    }
}

diesel::table! {
    session (token_hash) {
        token_hash -> Text,
        county -> Text,
        account -> Text,
        csrf -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    counter (county, name) {
        county -> Text,
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    publication (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        index_number -> Text,
        shelf -> Text,
        obligation -> Nullable<Text>,
        genre -> Text,
        normative -> Nullable<Text>,
        title -> Text,
        document_number -> Nullable<Text>,
        formed_on -> Text,
        summary -> Text,
        body -> Text,
        state -> Text,
        author -> Text,
        reviewer -> Nullable<Text>,
        secrecy_opinion -> Nullable<Text>,
        return_reason -> Nullable<Text>,
        published_on -> Nullable<Text>,
        repealed_on -> Nullable<Text>,
        withdrawn_on -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
        valid_until -> Nullable<Text>,
    }
}

diesel::table! {
    attachment (county, id) {
        county -> Text,
        id -> Text,
        publication -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        digest -> Text,
    }
}

diesel::table! {
    request (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        number -> Text,
        code_digest -> Text,
        applicant_kind -> Text,
        requester -> Text,
        subject -> Text,
        content -> Text,
        arrived_on -> Text,
        handler -> Nullable<Text>,
        state -> Text,
        due -> Nullable<Text>,
    }
}

diesel::table! {
    request_event (county, request, seq) {
        county -> Text,
        request -> Text,
        seq -> BigInt,
        happened_on -> Text,
        body -> Text,
        account -> Nullable<Text>,
    }
}

diesel::table! {
    review_case (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        kind -> Text,
        request -> Nullable<Text>,
        authority -> Text,
        filed_on -> Text,
        concluded_on -> Nullable<Text>,
        result -> Nullable<Text>,
        note -> Text,
    }
}

diesel::table! {
    ledger_entry (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        happened_on -> Text,
        entry -> Text,
        note -> Text,
    }
}

diesel::table! {
    work_record (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        happened_on -> Text,
        part -> Text,
        content -> Text,
        quantity -> Nullable<BigInt>,
        unit -> Nullable<Text>,
    }
}

diesel::table! {
    annual_report (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        year -> BigInt,
        narrative -> Text,
        overrides -> Text,
        published_on -> Nullable<Text>,
        signer -> Nullable<Text>,
        published -> Nullable<Text>,
    }
}

diesel::table! {
    audit (county, seq) {
        county -> Text,
        seq -> BigInt,
        at -> Text,
        account -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        detail -> Text,
        previous -> Text,
        digest -> Text,
    }
}

diesel::table! {
    received_report (county, id) {
        county -> Text,
        id -> Text,
        organ -> Nullable<Text>,
        year -> Nullable<BigInt>,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        digest -> Text,
        received_on -> Text,
        account -> Text,
        confirmed -> Bool,
        set_aside -> Nullable<Text>,
    }
}

diesel::table! {
    finding_decision (county, organ, year, fingerprint) {
        county -> Text,
        organ -> Text,
        year -> BigInt,
        fingerprint -> Text,
        verdict -> Text,
        reason -> Text,
        message -> Text,
        decided_on -> Text,
        account -> Text,
    }
}

diesel::table! {
    report_elsewhere (county, organ, year) {
        county -> Text,
        organ -> Text,
        year -> BigInt,
        signed_on -> Nullable<Text>,
        published_on -> Nullable<Text>,
        address -> Text,
        account -> Text,
    }
}

diesel::table! {
    report_reminder (county, id) {
        county -> Text,
        id -> Text,
        batch -> Text,
        organ -> Text,
        year -> BigInt,
        due -> Text,
        stage -> Text,
        made_on -> Text,
        account -> Text,
    }
}

diesel::table! {
    report_amendment (county, organ, year, number) {
        county -> Text,
        organ -> Text,
        year -> BigInt,
        number -> BigInt,
        changes -> Text,
        reason -> Text,
        prepared_on -> Text,
        author -> Text,
        signed_on -> Nullable<Text>,
        signer -> Nullable<Text>,
        amended -> Nullable<Text>,
    }
}

diesel::table! {
    link_run (county) {
        county -> Text,
        ran_on -> Text,
        address -> Text,
        pages -> BigInt,
        complete -> Bool,
        summary -> Text,
        state -> Text,
    }
}

diesel::table! {
    link_finding (county, position) {
        county -> Text,
        position -> BigInt,
        organ -> Text,
        page -> Text,
        pages -> BigInt,
        publication -> Nullable<Text>,
        address -> Text,
        rule -> Text,
        severity -> Text,
        message -> Text,
        hint -> Nullable<Text>,
        basis -> Nullable<Text>,
        first_seen -> Text,
        last_seen -> Text,
        failures -> BigInt,
    }
}

diesel::table! {
    contact (county, organ, phone) {
        county -> Text,
        organ -> Text,
        phone -> Text,
        label -> Text,
        purpose -> Text,
        since -> Text,
        account -> Text,
    }
}

diesel::table! {
    contact_call (county, id) {
        county -> Text,
        id -> Text,
        organ -> Text,
        phone -> Text,
        called_on -> Text,
        result -> Text,
        note -> Text,
        account -> Text,
    }
}

diesel::table! {
    publication_basis (county, publication, policy) {
        county -> Text,
        publication -> Text,
        policy -> Text,
        bound_on -> Text,
        account -> Text,
    }
}

diesel::table! {
    nightly_run (county) {
        county -> Text,
        day -> Text,
        attempts -> BigInt,
        report -> Nullable<Text>,
    }
}

diesel::table! {
    finding_reason (county, publication, fingerprint) {
        county -> Text,
        publication -> Text,
        fingerprint -> Text,
        rule -> Text,
        message -> Text,
        text -> Text,
        reason -> Text,
        decided_on -> Text,
        account -> Text,
    }
}

diesel::table! {
    sweep_finding (county, publication, fingerprint) {
        county -> Text,
        publication -> Text,
        fingerprint -> Text,
        part -> Text,
        rule -> Text,
        severity -> Text,
        message -> Text,
        hint -> Text,
        text -> Text,
        first_seen -> Text,
        last_seen -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    county,
    organ,
    account,
    session,
    counter,
    publication,
    attachment,
    request,
    request_event,
    review_case,
    ledger_entry,
    work_record,
    annual_report,
    audit,
    received_report,
    finding_decision,
    report_elsewhere,
    report_reminder,
    report_amendment,
    link_run,
    link_finding,
    contact,
    contact_call,
    publication_basis,
    nightly_run,
    finding_reason,
    sweep_finding
);

diesel::table! {
    county_word (county, word) {
        county -> Text,
        word -> Text,
        severity -> Text,
        instead -> Text,
        source -> Text,
        added_on -> Text,
        account -> Text,
    }
}

diesel::table! {
    county_exception (county, rule, text) {
        county -> Text,
        rule -> Text,
        text -> Text,
        reason -> Text,
        until -> Nullable<Text>,
        added_on -> Text,
        account -> Text,
    }
}
