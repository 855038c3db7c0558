"""What each of Slack's errors means for what we wanted to do: one table."""

import logging
from enum import StrEnum

logger = logging.getLogger("slack")


class Verdict(StrEnum):
    """What an error of Slack's means for what we wanted to do."""

    LATER = "later"  # when Retry-After says
    BACKOFF = "backoff"  # later, and then later still
    DONE = "done"  # it already is as we wanted
    PASSED = "passed"  # the moment is over: a trigger, a view that was closed or has changed
    TOKEN = "token"  # noqa: S105 - not a password: the token is dead, the workspace stops
    CHANNEL = "channel"  # we cannot speak there; its lead can mend it
    PERSON = "person"  # they cannot be reached
    MESSAGE = "message"  # it is gone, or can no longer be changed
    BUG = "bug"  # ours: sending it again will not help


_CODES: dict[Verdict, str] = {
    Verdict.LATER: "ratelimited rate_limited",
    Verdict.BACKOFF: """
        request_timeout service_unavailable internal_error fatal_error message_limit_exceeded
        restricted_too_many fetch_members_failed external_channel_migrating update_failed
        streaming_state_conflict team_added_to_org too_many_websockets canvas_creation_failed
        canvas_editing_failed canvas_tab_creation_failed""",
    Verdict.DONE: """
        already_reacted already_pinned already_in_channel channel_canvas_already_exists
        free_team_canvas_tab_already_exists""",
    Verdict.PASSED: """
        expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired
        trigger_exchanged hash_conflict not_found expired_url used_url time_in_past
        code_already_used invalid_code""",
    Verdict.TOKEN: """
        not_authed invalid_auth account_inactive token_revoked token_expired
        org_login_required two_factor_setup_required user_removed_from_team team_disabled
        invalid_refresh_token""",
    Verdict.CHANNEL: """
        channel_not_found not_in_channel is_archived restricted_action
        restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_non_threadable_channel restricted_action_thread_locked
        cannot_reply_to_message method_not_supported_for_channel_type channel_is_limited_access
        cant_invite cant_invite_self thread_not_found too_many_bookmarks no_permission
        permission_denied slack_connect_file_upload_sharing_blocked
        slack_connect_canvas_sharing_blocked slack_connect_lists_sharing_blocked""",
    Verdict.PERSON: """
        user_not_found users_not_found user_not_visible user_disabled user_not_in_channel
        cannot_dm_bot messages_tab_disabled not_enabled user_is_restricted
        user_is_ultra_restricted ura_max_channels""",
    Verdict.MESSAGE: """
        message_not_found cant_update_message cant_delete_message edit_window_closed is_inactive
        compliance_exports_prevent_deletion cant_broadcast_message
        no_dual_broadcast_content_update not_pinnable file_not_found""",
    Verdict.BUG: """
        missing_scope not_allowed_token_type ekm_access_denied team_access_not_granted
        enterprise_is_restricted access_denied accesslimited invalid_arguments invalid_arg_name
        invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type
        method_deprecated deprecated_endpoint msg_too_long msg_blocks_too_long no_text
        invalid_blocks invalid_blocks_format markdown_text_conflict invalid_metadata_format
        invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app
        too_many_attachments team_not_found block_mismatch invalid_time time_too_far
        invalid_scheduled_message_id cannot_unfurl_url users_list_not_supplied not_enough_users
        too_many_users invalid_user_combination invalid_cursor invalid_limit invalid_ts_latest
        invalid_ts_oldest name_taken invalid_name invalid_name_required invalid_name_punctuation
        invalid_name_maxlength invalid_name_specials no_channel too_long limit_required
        invalid_types plan_upgrade_required duplicate_external_id view_too_large
        push_limit_reached file_uploads_disabled unknown_snippet_type bad_timestamp
        canvas_disabled_user_team free_teams_cannot_create_non_tabbed_canvases
        team_tier_cannot_create_channel_canvases bad_redirect_uri bad_client_secret
        invalid_client_id invalid_grant_type function_execution_not_found list_not_found
        invalid_column_id over_cell_fields_limit unknown_method""",
}
VERDICTS: dict[str, Verdict] = {
    code: verdict for verdict, codes in _CODES.items() for code in codes.split()
}


def verdict_of(code: str) -> Verdict:
    """Judge a code; one that nobody has seen is never tried again, and is said out loud."""
    if code not in VERDICTS:
        logger.error("slack.unknown_code", extra={"code": code[:80]})
    return VERDICTS.get(code, Verdict.BUG)
