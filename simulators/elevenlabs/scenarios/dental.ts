import type { Scenario } from "./scenario";

export const dental: Scenario = {
  id: "dental",
  code: 2,
  business: "Harbour Street Dental",
  persona: "Nora",
  country: "GB",
  timezone: "Europe/London",
  callersHaveCompanies: false,
  meeting: "appointment",
  bookingTool: "book_appointment",
  lookupTool: "check_diary",
  counts: { min: 2, max: 12 },
  sums: ["two hundred pounds", "five hundred pounds", "two and a half thousand pounds", "three thousand pounds"],
  temperatures: { hot: 44, warm: 22, cold: 10, not_a_lead: 24 },
  greetings: [
    "{business}, you are speaking with {persona}. How can I help you today?",
    "{daypart}, {business}, this is {persona}. What can I do for you?",
  ],
  outboundGreetings: [
    "Hello {firstName}, this is {persona} from {business}. You asked us to call about a treatment. Can you talk?",
    "{daypart} {firstName}, {persona} from {business} here. It is time for your next check-up. Do you have a minute?",
  ],
  widgetGreetings: ["Hello, I am {persona} at {business}. Do you have a question or would you like an appointment?"],
  needs: [
    {
      say: "I have had toothache on the lower left side for {count} days.",
      reply: "I am sorry, that sounds painful. We keep places free for emergencies every day.",
      topic: "toothache",
      title: "Emergency appointment",
      fit: 96,
    },
    {
      say: "I would like to have my teeth straightened, the invisible kind.",
      reply: "We do clear aligners here. It starts with a scan that takes twenty minutes.",
      topic: "clear aligners",
      title: "Clear aligner enquiry",
      fit: 92,
    },
    {
      say: "I lost a crown at lunch and need somebody to look at it.",
      reply: "Please keep the crown if you still have it, the dentist can often refit it.",
      topic: "lost crown",
      title: "Lost crown",
      fit: 94,
    },
    {
      say: "I am thinking about an implant and want to know how it works.",
      reply: "Of course. It begins with a consultation and an X-ray, and the whole treatment takes about five months.",
      topic: "implants",
      title: "Implant enquiry",
      fit: 90,
    },
    {
      say: "I just moved here and need a dentist for me and my {two|three} children.",
      reply: "Welcome to the area. We are taking new families at the moment.",
      topic: "new patients",
      title: "New family registration",
      fit: 88,
    },
    {
      say: "Do you also whiten teeth for weddings?",
      reply: "We do, both in the practice and with a kit for home.",
      topic: "whitening",
      title: "Whitening enquiry",
      fit: 78,
    },
  ],
  details: [
    {
      ask: "Have you been to us before?",
      answers: ["No, this would be my first time.", "I was there once, {two|four|six} years ago."],
    },
    {
      ask: "Do you have any allergies or take medicine we should know about?",
      answers: ["I am allergic to penicillin.", "No, nothing at all.", "Only something for my blood pressure."],
    },
    {
      ask: "Do mornings or afternoons suit you better?",
      answers: ["Mornings are better, before work.", "Late afternoon, after I have picked up the children."],
    },
  ],
  questions: [
    {
      say: "Will it hurt?",
      answer: "You will have a local anaesthetic, and you can raise your hand to stop at any time.",
      topic: "pain",
    },
    {
      say: "Is there parking near you?",
      answer: "There are six places behind the building, and the first hour is free.",
      topic: "parking",
    },
    {
      say: "Can I pay in instalments?",
      answer: "Yes, up to twelve months without interest for treatments over three hundred pounds.",
      topic: "payment plan",
    },
    {
      say: "How long will it take?",
      answer: "Please plan about forty-five minutes for the first visit.",
      topic: "duration",
    },
    {
      say: "Which dentist would I see?",
      answer: "It would be Doctor Adeyemi, she has been with us for nine years.",
      topic: "dentist",
    },
  ],
  pricing: [
    {
      say: "How much would that be?",
      answer:
        "The examination is sixty-five pounds, and you get a written plan with prices before anything else is done.",
      topic: "pricing",
    },
    {
      say: "What do you charge for that?",
      answer: "It starts at two thousand two hundred pounds, and the first consultation is free of charge.",
      topic: "pricing",
    },
  ],
  trials: [
    {
      say: "Can I see what the result would look like first?",
      answer: "Yes, the scan includes a simulation that you can take home.",
      topic: "simulation",
    },
  ],
  objections: [
    {
      say: "I am really nervous about dentists.",
      answer: "You are not alone. We can plan extra time, and there is sedation if you wish.",
      label: "dental anxiety",
    },
    {
      say: "That is more than I expected.",
      answer: "I understand. We can spread it over twelve months.",
      label: "price",
    },
    {
      say: "I would have to take time off work for that.",
      answer: "We are open until eight on Tuesdays and on Saturday mornings.",
      label: "time off work",
    },
  ],
  urgencyQuestions: ["How soon do you need to be seen?", "When would you like to come in?"],
  urgency: {
    urgent: [
      { say: "Today if possible, I could not sleep last night.", score: 98 },
      { say: "It has to be this week, I fly out on {weekday}.", score: 92 },
      { say: "The wedding is on the {day}, so I do not have long.", score: 88 },
    ],
    soon: [
      { say: "In the next few weeks would be fine.", score: 54 },
      { say: "After my holiday, so next month.", score: 42 },
    ],
    none: [
      { say: "I am only collecting information for now.", score: 12 },
      { say: "Not before next year.", score: 8 },
    ],
  },
  budgetQuestions: [
    "Do you have an amount in mind that you would like to stay within?",
    "Are you insured for dental work?",
  ],
  budget: {
    ready: [
      { say: "I have put {sum} aside for it.", score: 90 },
      { say: "My insurance pays most of it, and I can add {sum}.", score: 86 },
    ],
    limited: [
      { say: "I can manage about {sum}, if I can pay in parts.", score: 56 },
      { say: "It should not be more than {sum}.", score: 50 },
    ],
    none: [
      { say: "I cannot afford that at the moment.", score: 8 },
      { say: "I have no insurance and nothing set aside.", score: 12 },
    ],
  },
  offers: ["Shall I book you an appointment?", "I could find you a place in the diary. Would you like that?"],
  declines: [
    { say: "No, I will ask my old dentist first.", score: 14 },
    { say: "Thank you, but that is too far for me to travel.", score: 10 },
    { say: "I will leave it, it does not hurt any more.", score: 16 },
  ],
  errands: [
    {
      title: "Appointment moved",
      topic: "reschedule",
      turns: [
        "I have an appointment on {weekday} and cannot make it.",
        "No problem. I can offer you the same time a week later.",
        "That works for me.",
        "Then I have moved it. You will get a text message to confirm.",
        "Thank you very much.",
      ],
    },
    {
      title: "Opening hours",
      topic: "opening hours",
      turns: [
        "What time do you close on Fridays?",
        "We close at four on Fridays and open again on Saturday at nine.",
        "Perfect, thanks.",
      ],
    },
    {
      title: "Supplier call",
      topic: "supplier",
      turns: [
        "I am calling about gloves and masks, who does your ordering?",
        "Our practice manager does. Please send your offer by e-mail.",
        "I would rather talk to her directly.",
        "She does not take supplier calls, but she reads every e-mail.",
        "Fine, I will write to her.",
      ],
    },
  ],
};
