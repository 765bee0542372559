/* status_names.c - see status_names.h. */
#include "explain/status_names.h"

enum { FIRST = 101 };

static const easc__bytes names[] = {
    EASC__NAME("InvalidContent"),                                  /* 101 */
    EASC__NAME("InvalidWBXML"),                                    /* 102 */
    EASC__NAME("InvalidXML"),                                      /* 103 */
    EASC__NAME("InvalidDateTime"),                                 /* 104 */
    EASC__NAME("InvalidCombinationOfIDs"),                         /* 105 */
    EASC__NAME("InvalidIDs"),                                      /* 106 */
    EASC__NAME("InvalidMIME"),                                     /* 107 */
    EASC__NAME("DeviceIdMissingOrInvalid"),                        /* 108 */
    EASC__NAME("DeviceTypeMissingOrInvalid"),                      /* 109 */
    EASC__NAME("ServerError"),                                     /* 110 */
    EASC__NAME("ServerErrorRetryLater"),                           /* 111 */
    EASC__NAME("ActiveDirectoryAccessDenied"),                     /* 112 */
    EASC__NAME("MailboxQuotaExceeded"),                            /* 113 */
    EASC__NAME("MailboxServerOffline"),                            /* 114 */
    EASC__NAME("SendQuotaExceeded"),                               /* 115 */
    EASC__NAME("MessageRecipientUnresolved"),                      /* 116 */
    EASC__NAME("MessageReplyNotAllowed"),                          /* 117 */
    EASC__NAME("MessagePreviouslySent"),                           /* 118 */
    EASC__NAME("MessageHasNoRecipient"),                           /* 119 */
    EASC__NAME("MailSubmissionFailed"),                            /* 120 */
    EASC__NAME("MessageReplyFailed"),                              /* 121 */
    EASC__NAME("AttachmentIsTooLarge"),                            /* 122 */
    EASC__NAME("UserHasNoMailbox"),                                /* 123 */
    EASC__NAME("UserCannotBeAnonymous"),                           /* 124 */
    EASC__NAME("UserPrincipalCouldNotBeFound"),                    /* 125 */
    EASC__NAME("UserDisabledForSync"),                             /* 126 */
    EASC__NAME("UserOnNewMailboxCannotSync"),                      /* 127 */
    EASC__NAME("UserOnLegacyMailboxCannotSync"),                   /* 128 */
    EASC__NAME("DeviceIsBlockedForThisUser"),                      /* 129 */
    EASC__NAME("AccessDenied"),                                    /* 130 */
    EASC__NAME("AccountDisabled"),                                 /* 131 */
    EASC__NAME("SyncStateNotFound"),                               /* 132 */
    EASC__NAME("SyncStateLocked"),                                 /* 133 */
    EASC__NAME("SyncStateCorrupt"),                                /* 134 */
    EASC__NAME("SyncStateAlreadyExists"),                          /* 135 */
    EASC__NAME("SyncStateVersionInvalid"),                         /* 136 */
    EASC__NAME("CommandNotSupported"),                             /* 137 */
    EASC__NAME("VersionNotSupported"),                             /* 138 */
    EASC__NAME("DeviceNotFullyProvisionable"),                     /* 139 */
    EASC__NAME("RemoteWipeRequested"),                             /* 140 */
    EASC__NAME("LegacyDeviceOnStrictPolicy"),                      /* 141 */
    EASC__NAME("DeviceNotProvisioned"),                            /* 142 */
    EASC__NAME("PolicyRefresh"),                                   /* 143 */
    EASC__NAME("InvalidPolicyKey"),                                /* 144 */
    EASC__NAME("ExternallyManagedDevicesNotAllowed"),              /* 145 */
    EASC__NAME("NoRecurrenceInCalendar"),                          /* 146 */
    EASC__NAME("UnexpectedItemClass"),                             /* 147 */
    EASC__NAME("RemoteServerHasNoSSL"),                            /* 148 */
    EASC__NAME("InvalidStoredRequest"),                            /* 149 */
    EASC__NAME("ItemNotFound"),                                    /* 150 */
    EASC__NAME("TooManyFolders"),                                  /* 151 */
    EASC__NAME("NoFoldersFound"),                                  /* 152 */
    EASC__NAME("ItemsLostAfterMove"),                              /* 153 */
    EASC__NAME("FailureInMoveOperation"),                          /* 154 */
    EASC__NAME("MoveCommandDisallowedForNonPersistentMoveAction"), /* 155 */
    EASC__NAME("MoveCommandInvalidDestinationFolder"),             /* 156 */
    EASC__NAME(""),                                                /* 157 */
    EASC__NAME(""),                                                /* 158 */
    EASC__NAME(""),                                                /* 159 */
    EASC__NAME("AvailabilityTooManyRecipients"),                   /* 160 */
    EASC__NAME("AvailabilityDLLimitReached"),                      /* 161 */
    EASC__NAME("AvailabilityTransientFailure"),                    /* 162 */
    EASC__NAME("AvailabilityFailure"),                             /* 163 */
    EASC__NAME("BodyPartPreferenceTypeNotSupported"),              /* 164 */
    EASC__NAME("DeviceInformationRequired"),                       /* 165 */
    EASC__NAME("InvalidAccountId"),                                /* 166 */
    EASC__NAME("AccountSendDisabled"),                             /* 167 */
    EASC__NAME("IRM_FeatureDisabled"),                             /* 168 */
    EASC__NAME("IRM_TransientError"),                              /* 169 */
    EASC__NAME("IRM_PermanentError"),                              /* 170 */
    EASC__NAME("IRM_InvalidTemplateID"),                           /* 171 */
    EASC__NAME("IRM_OperationNotPermitted"),                       /* 172 */
    EASC__NAME("NoPicture"),                                       /* 173 */
    EASC__NAME("PictureTooLarge"),                                 /* 174 */
    EASC__NAME("PictureLimitReached"),                             /* 175 */
    EASC__NAME("BodyPart_ConversationTooLarge"),                   /* 176 */
    EASC__NAME("MaximumDevicesReached"),                           /* 177 */
    EASC__NAME("InvalidMimeBodyCombination"),                      /* 178 */
    EASC__NAME("InvalidSmartForwardParameters"),                   /* 179 */
    EASC__NAME("InvalidStartTime"),                                /* 180 */
    EASC__NAME("InvalidEndTime"),                                  /* 181 */
    EASC__NAME("InvalidTimezoneRange"),                            /* 182 */
    EASC__NAME("InvalidDateTimeFormat"),                           /* 183 */
    EASC__NAME("InvalidTimezone"),                                 /* 184 */
    EASC__NAME("InvalidRecipients"),                               /* 185 */
};

easc__bytes easc__status_name(uint32_t status)
{
    bool is_known = status >= FIRST && status - FIRST < sizeof names / sizeof names[0];
    return is_known ? names[status - FIRST] : (easc__bytes){NULL, 0};
}
