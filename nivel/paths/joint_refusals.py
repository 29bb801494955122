"""The named refusals of the joint service's commands."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class LawIsNotInForce(Refusal):
    """1369/2014 is in force from 1.1.2015 (REL-03)."""

    sentence = _("No law of multisectoral joint service is in force on %(day)s.")


class PurposeIsMissing(Refusal):
    sentence = _("Write what the agreement is for.")


class AgreementIsKnown(Refusal):
    sentence = _("An agreement called %(name)s is already registered.")


class AgreementServes(Refusal):
    sentence = _("%(people)s people are still clients under the agreement. End their clientships first.")


class WrongBody(Refusal):
    sentence = _("%(body)s is not a body of the kind %(kind)s.")


class OutsideTheAgreement(Refusal):
    sentence = _("The day is outside the validity of %(name)s.")


class MemberStands(Refusal):
    sentence = _("%(name)s is already a member of the agreement.")


class HasLeftAgreement(Refusal):
    sentence = _("The end has already been recorded.")


class RegisterIdIsMissing(Refusal):
    """JOU-34: personal ids only."""

    sentence = _("Write the worker's own user id in the national register.")


class RegisterIdIsAnothers(Refusal):
    """JOU-34: no shared logins."""

    sentence = _("The user id belongs to somebody else. Each worker has an id of their own, and it is never handed on.")


class WorkerIsAway(Refusal):
    sentence = _("%(name)s has no account in use.")


class WorkerIsNamed(Refusal):
    sentence = _("%(name)s is already a named worker of the agreement.")


class NeedIsUnfounded(Refusal):
    """1369/2014 2 §, 381/2023 3 §: the law's own answer, with its section."""

    sentence = _("The law gives no ground: %(why)s (%(section)s). Write what else the need of joint service rests on.")


class AlreadyJointClient(Refusal):
    sentence = _("The person has been a client of the joint service since %(day)s.")


class ClientshipIsOver(Refusal):
    sentence = _("The clientship ended on %(day)s.")


class WorkerIsNotNamed(Refusal):
    sentence = _("%(name)s is not a named worker of the agreement on that day.")


class AlreadySeated(Refusal):
    sentence = _("%(name)s already serves the person.")


class NotSeated(Refusal):
    sentence = _("Only a worker named for the person writes the assessment of their own authority.")


class ViewIsEmpty(Refusal):
    sentence = _("Write how your authority assesses the need of service.")


class EndIsNotAssessed(Refusal):
    sentence = _("Write why the authorities together find that the need has ended, and choose the reason.")


class PartiesHaveNotAgreed(Refusal):
    """1369/2014 6 §: the end is assessed together."""

    sentence = _("The end is assessed together. Not yet agreed: %(who)s.")


class AuthoritiesAreMissing(Refusal):
    """POR-31: the joint service is the work of several authorities, 1369/2014 1 §."""

    sentence = _("A joint plan is made by the authorities together. Name the worker first: %(who)s.")


class JointClientshipIsOpen(Refusal):
    sentence = _("The person is still a client of the joint service. End the clientship first.")
